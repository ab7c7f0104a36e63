import { Inject, Injectable } from '@nestjs/common';
import {
  CommandRuntime,
  comparePositions,
  type EventLog,
  type Position,
  type RecordedEvent,
} from '@tramo/event-log';
import { daysBetween, type LocalDate } from '@tramo/kernel';
import type { SqlStore } from '@tramo/stores';
import { account, accountStream, bankAccounts, undocumentedOf, type TreasuryTables } from '@tramo/treasury';
import type { MoneyDto } from '../http/money.dto';
import { LOG, VIEWS } from '../injection';
import type { ApprovalSpecialAccountAnswer } from './approval.dto';

/** A credit has one or two. */
const ACCOUNTS_MAX = 20;

interface Asked {
  readonly programme: string;
  readonly financing: string;
  readonly on: LocalDate;
  /** As the ledger had them just before this place; as they are when absent. */
  readonly before?: Position;
}

/** The accounts that a lender advances to. The views say which they are, and their streams what is on them. */
@Injectable()
export class SpecialAccounts {
  constructor(
    @Inject(VIEWS) private readonly views: SqlStore<TreasuryTables>,
    @Inject(CommandRuntime) private readonly commands: CommandRuntime,
    @Inject(LOG) private readonly log: EventLog,
  ) {}

  async of({ programme, financing, on, before }: Asked): Promise<ApprovalSpecialAccountAnswer[]> {
    const filter = { kind: 'special', financing } as const;
    const rows = await bankAccounts(this.views.db, programme, filter, { limit: ACCOUNTS_MAX });
    const seen = await Promise.all(rows.map(({ id }) => this.one(id, on, before)));
    return seen.filter((one) => one !== null);
  }

  /** Nothing while it is not open. */
  private async one(
    id: string,
    on: LocalDate,
    before: Position | undefined,
  ): Promise<ApprovalSpecialAccountAnswer | null> {
    const stream = accountStream(id);
    const events = await this.eventsOf(stream, before);
    const revision = events.at(-1)?.revision ?? -1;
    const { state } = await this.commands.stateOf(account, stream, { revision });
    const undocumented = undocumentedOf(state, events);
    if (!state.opened || state.closed || !undocumented) return null;
    const { balance, held, ceiling } = state.opened;
    const { amount, since } = undocumented;
    return {
      account: id,
      balance: balance.toJSON() as MoneyDto,
      held: held.toJSON() as MoneyDto,
      ceiling: ceiling && (ceiling.toJSON() as MoneyDto),
      undocumented: amount.toJSON() as MoneyDto,
      undocumentedSince: since,
      undocumentedDays: since && daysBetween(since, on),
      evidence: sourceOf({ stream, revision }),
    };
  }

  private async eventsOf(stream: string, before: Position | undefined): Promise<RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const page of this.log.read(stream)) {
      events.push(...page.filter(({ position }) => !before || comparePositions(position, before) < 0));
    }
    return events;
  }
}

/** With the address at which the events behind a part can be read. */
export const sourceOf = ({ stream, revision }: { readonly stream: string; readonly revision: number }) => ({
  stream,
  revision,
  events: `/api/v1/streams/${encodeURIComponent(stream)}/events`,
});
