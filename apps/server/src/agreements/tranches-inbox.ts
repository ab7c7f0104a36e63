import { Inject, Injectable } from '@nestjs/common';
import {
  approvalStates,
  forbiddenTo,
  tranches,
  type TrancheStep,
  type TrancheTables,
} from '@tramo/agreements';
import { CommandRuntime } from '@tramo/event-log';
import type { LocalDate } from '@tramo/kernel';
import type { ProgrammesTables } from '@tramo/programmes';
import type { SqlStore } from '@tramo/stores';
import type { Actor, Role } from '../auth/actor';
import { VIEWS } from '../injection';
import { clockOf } from './clock';
import { trancheAnswer } from './tranches-answers';
import type { InboxAct, InboxAnswer, InboxQuery } from './tranches-inbox.dto';
import { cursorOf, placeOf } from './tranches-views';

/** What is done to a tranche where it is, and by whom. */
const ACTS: Readonly<
  Partial<Record<TrancheStep, { readonly act: InboxAct; readonly roles: readonly Role[] }>>
> = {
  returned: { act: 'request', roles: ['alliance-officer'] },
  requested: { act: 'review', roles: ['disbursement-analyst', 'fiduciary-analyst'] },
  reviewed: { act: 'sign', roles: ['finance-specialist', 'coordinator', 'manager'] },
  approved: { act: 'order', roles: ['treasurer'] },
  bounced: { act: 'order', roles: ['treasurer'] },
  ordered: { act: 'send', roles: ['treasurer'] },
  sent: { act: 'confirm', roles: ['treasurer'] },
};

type Row = TrancheTables['tranche'];

/** Tranches that wait for an act of one person, without those that their own earlier acts forbid them. */
@Injectable()
export class TrancheInbox {
  constructor(
    @Inject(VIEWS) private readonly views: SqlStore<TrancheTables>,
    @Inject(CommandRuntime) private readonly commands: CommandRuntime,
    @Inject(VIEWS) private readonly programmes: SqlStore<ProgrammesTables>,
  ) {}

  async of(programme: string, { person, roles }: Actor, { cursor, limit }: InboxQuery): Promise<InboxAnswer> {
    const clock = await clockOf(this.programmes, programme);
    const states = statesFor(roles);
    if (states.length === 0) return { items: [], forbidden: [], next: null };
    const page = { after: cursor === undefined ? undefined : placeOf(cursor), limit: limit + 1 };
    const rows = await tranches(this.views.db, programme, { states }, page);
    const shown = rows.slice(0, limit);
    const verdicts = await Promise.all(shown.map((row) => this.why(row, person, clock.today)));
    const waiting = shown.map((row, index) => ({ row, act: actOn(row), why: verdicts[index]! }));
    return {
      items: waiting
        .filter(({ why }) => why.length === 0)
        .map(({ row, act }) => ({ ...trancheAnswer(row, clock), act, approval: approvalOf(row) })),
      forbidden: waiting
        .filter(({ why }) => why.length > 0)
        .map(({ row, act, why }) => ({
          agreement: row.agreement,
          tranche: Number(row.tranche),
          act,
          why: [...why],
        })),
      next: rows.length > limit ? cursorOf(shown.at(-1)!) : null,
    };
  }

  private async why({ programme, agreement, ...row }: Row, person: string, on: LocalDate) {
    const asked = { programme, agreement, tranche: Number(row.tranche), effectiveOn: on };
    const states = await approvalStates(asked, (_name, decider, stream) =>
      this.commands.stateOf(decider, stream),
    );
    return forbiddenTo(states, { tranche: asked.tranche, person, on });
  }
}

/** Of what was set off wholly no payment is ordered. */
const actOn = ({ state, set_off, amount }: Row): InboxAct =>
  state === 'approved' && set_off >= amount ? 'confirm-offset' : ACTS[state]!.act;

const statesFor = (roles: readonly Role[]): readonly TrancheStep[] =>
  Object.entries(ACTS).flatMap(([state, { roles: needed }]) =>
    needed.some((role) => roles.includes(role)) ? [state as TrancheStep] : [],
  );

const approvalOf = ({ programme, agreement, tranche }: Row): string =>
  `/api/v1/programmes/${programme}/agreements/${agreement}/tranches/${tranche}/approval`;
