import { writePosition } from '../port';
import type { Position } from '../port';
import { ViewsBehind } from './projector';
import type { ProjectionStatus, WaitOptions } from './projector';

interface Waiter {
  readonly position: Position;
  readonly names: readonly string[] | undefined;
  readonly resolve: () => void;
  readonly reject: (error: ViewsBehind) => void;
}

/** Those who wait until readers see what they have written. */
export class Waiters {
  private readonly waiting = new Set<Waiter>();

  /** `status` tells how things stand, once that is known; `look` is to be called whenever it may have changed. */
  constructor(private readonly status: () => readonly ProjectionStatus[] | undefined) {}

  wait(position: Position, { timeoutMs, signal, projections: names }: WaitOptions): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        this.waiting.delete(waiter);
      };
      const waiter: Waiter = {
        position,
        names,
        resolve: () => {
          leave();
          resolve();
        },
        reject: (error) => {
          leave();
          reject(error);
        },
      };
      const onTimeout = (): void => waiter.reject(this.refusal(waiter, 'timeout', `within ${timeoutMs} ms`));
      const onAbort = (): void => waiter.reject(this.refusal(waiter, 'aborted', 'while anybody waited'));
      const timer = setTimeout(onTimeout, timeoutMs);
      signal?.addEventListener('abort', onAbort);
      this.waiting.add(waiter);
      if (signal?.aborted) onAbort();
      else this.lookAt(waiter);
    });
  }

  look(): void {
    for (const waiter of this.waiting) this.lookAt(waiter);
  }

  end(): void {
    for (const waiter of this.waiting)
      waiter.reject(this.refusal(waiter, 'ended', 'before the projector ended'));
  }

  private lookAt(waiter: Waiter): void {
    if (this.status() === undefined) return;
    const awaited = this.awaitedBy(waiter);
    const lacking = awaited.filter((projection) => !shows(projection, waiter.position));
    const stopped = lacking.find(({ state }) => state === 'stopped');
    if (stopped) waiter.reject(this.refusal(waiter, 'stopped', `: it stopped (${stopped.fault?.message})`));
    else if (lacking.length === 0 && includesAll(awaited, waiter.names ?? [])) waiter.resolve();
  }

  private awaitedBy({ names }: Waiter): readonly ProjectionStatus[] {
    return (this.status() ?? []).filter(({ serving, name }) => serving && (names?.includes(name) ?? true));
  }

  private refusal(waiter: Waiter, reason: ViewsBehind['reason'], how: string): ViewsBehind {
    const lacking = this.awaitedBy(waiter).filter((projection) => !shows(projection, waiter.position));
    const who = lacking.map(({ name }) => name).join(', ') || 'the views';
    return new ViewsBehind(reason, lacking, `${who} did not reach ${writePosition(waiter.position)} ${how}`);
  }
}

const valueOf = (position: string): bigint => BigInt(position.slice(position.lastIndexOf(':') + 1));

const shows = ({ position: reached }: ProjectionStatus, position: Position): boolean =>
  reached !== undefined && valueOf(reached) >= position.value;

const includesAll = (awaited: readonly ProjectionStatus[], names: readonly string[]): boolean =>
  names.every((name) => awaited.some((projection) => projection.name === name));
