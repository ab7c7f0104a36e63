import { setTimeout as wait } from 'node:timers/promises';
import {
  CommandRefused,
  EventTooLarge,
  OutcomeUnknown,
  TryAgain,
  type AnyDecidingHandler,
  type CommandAnswer,
  type CommandRuntime,
  type LedgerCommand,
} from '@tramo/event-log';
import { InvalidValue, invariant, type LocalDate } from '@tramo/kernel';
import type { Broken } from './place';
import type { Planned } from './planned';

/** Who imports. */
export interface Importer {
  readonly person: string;
  readonly roles: readonly string[];
}

interface Under {
  readonly importer: Importer;
  /** What ties the commands of one import together. */
  readonly correlationId: string;
  readonly today: LocalDate;
}

interface Deciding {
  readonly stream: ((body: never) => string) | undefined;
  execute(asked: LedgerCommand): Promise<CommandAnswer>;
}

const TRIES_MAX = 8;
const PAUSE_MS = 50;

/** Gives the commands of an import to a runtime, as history. */
export class Commander {
  private readonly deciding: ReadonlyMap<unknown, Deciding>;

  constructor(
    runtime: CommandRuntime,
    handlers: readonly AnyDecidingHandler[],
    private readonly under: Under,
  ) {
    this.deciding = new Map(
      handlers.map((handler) => {
        const made = new handler(runtime);
        const { stream } = handler.spec;
        return [handler.command, { stream, execute: (asked) => made.execute(asked as never) }];
      }),
    );
  }

  streamOf(planned: Planned): string {
    const { stream } = this.decidingOf(planned);
    invariant(stream, `${planned.template.kind} names the streams it writes to`);
    return stream(this.commandOf(planned).body as never);
  }

  /** Its answer, or the rules that refuse it. */
  async give(
    planned: Planned,
    /** Of its own stream, when it shall count only if nothing came after it. */
    expectedRevision?: number,
  ): Promise<CommandAnswer | readonly [Broken, ...Broken[]]> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.decidingOf(planned).execute(this.commandOf(planned, expectedRevision));
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal) return refusal;
        if (!mayPass(error) || tries === TRIES_MAX) throw error;
        await wait(PAUSE_MS * 2 ** tries);
      }
    }
  }

  private decidingOf({ act, template }: Planned): Deciding {
    const deciding = this.deciding.get(act.command);
    invariant(deciding, `the house answers the commands of ${template.kind}`);
    return deciding;
  }

  private commandOf({ act, key }: Planned, expectedRevision?: number): LedgerCommand {
    const { importer, correlationId, today } = this.under;
    const actor = act.by ?? importer.person;
    return act.make({
      actor,
      // Of those who acted then, nobody knows what roles they had.
      roles: actor === importer.person ? importer.roles : [],
      idempotencyKey: key,
      correlationId,
      effectiveOn: act.on,
      today,
      mode: 'history',
      ...(expectedRevision !== undefined && { expectedRevision }),
    });
  }
}

export const isRefusal = (
  answer: CommandAnswer | readonly [Broken, ...Broken[]],
): answer is readonly [Broken, ...Broken[]] => Array.isArray(answer);

function refusalOf(error: unknown): readonly [Broken, ...Broken[]] | undefined {
  if (error instanceof CommandRefused) return [error.rejection, ...error.also];
  if (error instanceof InvalidValue) return [said(error.code, error.message)];
  if (error instanceof EventTooLarge) return [said('EVENT_TOO_LARGE', error.message)];
  return undefined;
}

const said = (code: string, message: string): Broken => ({
  code,
  message,
  cure: undefined,
  field: undefined,
  isUnplaced: true,
});

/** What somebody else's writing or a slow store brings about. A server that stops does so for good. */
const mayPass = (error: unknown): boolean =>
  error instanceof OutcomeUnknown || (error instanceof TryAgain && error.reason !== 'shutting-down');
