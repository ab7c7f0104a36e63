import { TryAgain } from '@tramo/event-log';
import { phaseOf, type Planned } from './planned';

export interface CarryOutOptions {
  /** On how many streams at once. */
  readonly width: number;
  readonly streamOf: (planned: Planned) => string;
  readonly perform: (planned: Planned) => Promise<void>;
  /** Ends it between two commands: the server stops. */
  readonly signal: AbortSignal;
  /** After each, with how many rows are done by then. */
  readonly onDone?: (rows: number) => void;
}

export const STREAMS_AT_ONCE = 64;

/**
 * Phase after phase, so that what happened first is there when what came after is looked at. Within a phase the commands
 * of one stream follow each other, and streams go side by side.
 */
export async function carryOut(planned: readonly Planned[], options: CarryOutOptions): Promise<void> {
  let rows = 0;
  for (const phase of phasesOf(planned)) {
    const lanes = [...byStream(phase, options.streamOf).values()];
    let next = 0;
    const work = async (): Promise<void> => {
      for (let lane = lanes[next++]; lane; lane = lanes[next++]) {
        for (const one of lane) {
          mustGoOn(options.signal);
          await options.perform(one);
          if (one.nth === 0) rows += one.rows.length;
          options.onDone?.(rows);
        }
      }
    };
    await settled(Array.from({ length: Math.min(options.width, lanes.length) }, work));
  }
}

/** What is not done is done when the server starts again. */
export function mustGoOn({ aborted }: AbortSignal): void {
  if (aborted) throw new TryAgain('shutting-down', 'the server is shutting down; try again');
}

/** Nothing goes on after the first failure is told. */
export async function settled(work: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(work);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

function phasesOf(planned: readonly Planned[]): readonly (readonly Planned[])[] {
  const phases = new Map<string, Planned[]>();
  for (const one of planned) {
    const phase = phaseOf(one);
    const known = phases.get(phase);
    if (known) known.push(one);
    else phases.set(phase, [one]);
  }
  return [...phases].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, commands]) => commands);
}

function byStream(phase: readonly Planned[], streamOf: (planned: Planned) => string): Map<string, Planned[]> {
  const lanes = new Map<string, Planned[]>();
  for (const one of phase) {
    const stream = streamOf(one);
    const lane = lanes.get(stream);
    if (lane) lane.push(one);
    else lanes.set(stream, [one]);
  }
  return lanes;
}
