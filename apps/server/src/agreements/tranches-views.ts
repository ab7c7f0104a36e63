import { Inject, Injectable } from '@nestjs/common';
import {
  oneTranche,
  tranches,
  trancheSignatures,
  trancheSteps,
  trancheWaivers,
  type TrancheKey,
  type TranchePage,
  type TrancheTables,
} from '@tramo/agreements';
import type { ProgrammesTables } from '@tramo/programmes';
import type { SqlStore } from '@tramo/stores';
import { problems } from '../http/problems';
import { VIEWS } from '../injection';
import { clockOf } from './clock';
import {
  daysByOwner,
  programmeDays,
  signatureAnswer,
  stepAnswers,
  trancheAnswer,
  waiverAnswer,
} from './tranches-answers';
import type { TrancheInFullAnswer, TranchesAnswer, TranchesQuery } from './tranches-answers.dto';

const CURSOR = /^([a-z0-9][a-z0-9-]{0,39}) (\d{1,3})$/;

/** What is shown of tranches; what is still waited for is counted up to today, where the programme is. */
@Injectable()
export class TrancheViews {
  constructor(
    @Inject(VIEWS) private readonly views: SqlStore<TrancheTables>,
    @Inject(VIEWS) private readonly programmes: SqlStore<ProgrammesTables>,
  ) {}

  async list(programme: string, query: TranchesQuery): Promise<TranchesAnswer> {
    const { cursor, limit, agreement, state, owner } = query;
    const clock = await clockOf(this.programmes, programme);
    const filter = { agreement, owner, states: state && [state] };
    // One more than asked for, to know whether anything follows.
    const page = { after: cursor === undefined ? undefined : placeOf(cursor), limit: limit + 1 };
    const rows = await tranches(this.views.db, programme, filter, page);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map((row) => trancheAnswer(row, clock)),
      next: last ? cursorOf(last) : null,
    };
  }

  async one(key: TrancheKey): Promise<TrancheInFullAnswer> {
    const { db } = this.views;
    const clock = await clockOf(this.programmes, key.programme);
    const row = await oneTranche(db, key);
    if (!row) throw notRequested(key);
    const [stepRows, signatures, waivers] = await Promise.all([
      trancheSteps(db, key),
      trancheSignatures(db, key),
      trancheWaivers(db, key),
    ]);
    const steps = stepAnswers(stepRows, clock);
    const days = daysByOwner(steps);
    return {
      ...trancheAnswer(row, clock),
      steps,
      days,
      programmeDays: programmeDays(days),
      signaturesGiven: signatures.map((one) => signatureAnswer(one, row)),
      waivers: waivers.map(waiverAnswer),
    };
  }
}

/** The agreement may well have it: there is nothing to show of it before its request. */
const notRequested = ({ agreement, tranche }: TrancheKey) =>
  problems.noSuchOfAgreement(
    'tranche',
    agreement,
    tranche,
    `no tranche ${tranche} has been requested under agreement ${agreement}`,
  );

export const cursorOf = ({ agreement, tranche }: TrancheTables['tranche']): string =>
  `${agreement} ${tranche}`;

export function placeOf(cursor: string): NonNullable<TranchePage['after']> {
  const [, agreement, tranche] = CURSOR.exec(cursor) ?? [];
  if (agreement === undefined || tranche === undefined) throw problems.cursorMalformed();
  return { agreement, tranche: BigInt(tranche) };
}
