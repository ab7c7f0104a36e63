import { Inject, Injectable } from '@nestjs/common';
import {
  alliances,
  allianceTimeline,
  oneAlliance,
  opinionsOf,
  stepsOf,
  type AllianceKey,
  type AllianceTables,
} from '@tramo/agreements';
import type { ProgrammesTables } from '@tramo/programmes';
import type { SqlStore } from '@tramo/stores';
import { problems } from '../http/problems';
import { VIEWS } from '../injection';
import { clockOf } from './clock';
import { allianceAnswer, momentAnswer, opinionAnswer, stepAnswer } from './alliances-answers';
import type { AllianceInFullAnswer, AlliancesAnswer, AlliancesQuery } from './alliances-answers.dto';

/** What is shown of alliances; what is still running is counted up to today, where the programme is. */
@Injectable()
export class AllianceViews {
  constructor(
    @Inject(VIEWS) private readonly views: SqlStore<AllianceTables>,
    @Inject(VIEWS) private readonly programmes: SqlStore<ProgrammesTables>,
  ) {}

  async list(programme: string, query: AlliancesQuery): Promise<AlliancesAnswer> {
    const clock = await clockOf(this.programmes, programme);
    const { cursor, limit } = query;
    // One more than asked for, to know whether anything follows.
    const rows = await alliances(this.views.db, programme, query, { after: cursor, limit: limit + 1 });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map((row) => allianceAnswer(row, clock)),
      next: last?.alliance ?? null,
    };
  }

  async one(key: AllianceKey): Promise<AllianceInFullAnswer> {
    const clock = await clockOf(this.programmes, key.programme);
    const { db } = this.views;
    const row = await oneAlliance(db, key);
    if (!row) throw problems.noSuch('alliance', key.alliance);
    const [opinions, steps, timeline] = await Promise.all([
      opinionsOf(db, key, row.plan),
      stepsOf(db, key),
      allianceTimeline(db, key),
    ]);
    return {
      ...allianceAnswer(row, clock),
      opinions: opinions.map(opinionAnswer),
      steps: steps.map((step) => stepAnswer(step, clock)),
      timeline: timeline.map(momentAnswer),
    };
  }
}
