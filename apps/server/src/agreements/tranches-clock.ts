import { Inject, Injectable } from '@nestjs/common';
import { stepLoads, waitingTranches, type TrancheTables, type WaitingTranche } from '@tramo/agreements';
import { CommandRuntime } from '@tramo/event-log';
import { policyDecider, policyInForce, policyStream } from '@tramo/identity';
import type { ProgrammesTables } from '@tramo/programmes';
import type { SqlStore } from '@tramo/stores';
import { VIEWS } from '../injection';
import { clockOf, type Clock } from './clock';
import type { TrancheClockAnswer } from './tranches-clock.dto';

type Row = TrancheTables['tranche'];

/** Where the money of a programme waits, and on whom. */
@Injectable()
export class TrancheClock {
  constructor(
    @Inject(VIEWS) private readonly views: SqlStore<TrancheTables>,
    @Inject(VIEWS) private readonly programmes: SqlStore<ProgrammesTables>,
    @Inject(CommandRuntime) private readonly commands: CommandRuntime,
  ) {}

  async of(programme: string): Promise<TrancheClockAnswer> {
    const clock = await clockOf(this.programmes, programme);
    const { state } = await this.commands.stateOf(policyDecider, policyStream(programme));
    const policy = policyInForce(state, clock.today);
    const rows = await waitingTranches(this.views.db, programme);
    const loads = stepLoads(
      rows.flatMap((row) => waiting(row, clock)),
      policy,
    );
    return {
      on: clock.today,
      policyVersion: policy.version,
      items: loads.map(({ wait, owner, waiting: count, median, longest, oldest, daysMax, overdue }) => ({
        step: wait,
        owner,
        waiting: count,
        medianDays: median,
        longestDays: longest,
        longestAgreement: oldest?.agreement ?? null,
        longestTranche: oldest?.tranche ?? null,
        daysMax,
        overdue,
      })),
    };
  }
}

const waiting = ({ agreement, tranche, wait, since }: Row, clock: Clock): readonly WaitingTranche[] =>
  wait === null ? [] : [{ agreement, tranche: Number(tranche), wait, since, days: clock.days(since) }];
