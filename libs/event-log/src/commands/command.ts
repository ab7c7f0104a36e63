import type { Command } from '@nestjs/cqrs';
import type { LocalDate } from '@tramo/kernel';
import type { JsonObject } from '../port';

/** Who asks, under which key, and in which light the rules are read. */
export interface CommandContext {
  readonly actor: string;
  readonly roles: readonly string[];
  readonly idempotencyKey: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly effectiveOn: LocalDate;
  /**
   * The caller named no date and this one was filled in. It is then no part of what was asked: a retry after
   * midnight is still the same request.
   */
  readonly effectiveOnByDefault?: boolean;
  /** The day on which it is asked, where the ledger is kept; the date on which it counts when nobody says. */
  readonly today?: LocalDate;
  readonly mode: 'live' | 'history';
  /**
   * The last revision of the command's own stream that the caller has seen, when the command shall count only if
   * nothing came after it.
   */
  readonly expectedRevision?: number;
}

/**
 * The day on which somebody acts. What they may do is judged by it, and not by the date for which they act, which
 * they choose; of imported history that date is all we know.
 */
export const actedOn = ({ mode, effectiveOn, today }: CommandContext): LocalDate =>
  mode === 'history' ? effectiveOn : (today ?? effectiveOn);

/** What an accepted command answers, now and whenever the same key asks again. */
export interface CommandAnswer {
  readonly stream: string;
  /** Of the command's last event. */
  readonly revision: number;
  /** Of the last event this command caused, wherever it was written; pass it as `after` to read your own write. */
  readonly position: string;
  readonly events: readonly { readonly id: string; readonly type: string; readonly revision: number }[];
}

/**
 * To Nest's bus a command that answers. Nest's own class adds nothing to it but the type, and is not loaded for
 * that: the threads that only project have no use for Nest.
 */
const AnsweringCommand = Object as unknown as typeof Command<CommandAnswer>;

/** The imperative: subclasses name it, `ApproveTranche`, and shape its body. */
export abstract class LedgerCommand<Body extends JsonObject = JsonObject> extends AnsweringCommand {
  constructor(
    readonly body: Body,
    readonly context: CommandContext,
  ) {
    super();
  }
}
