import { Inject, Injectable } from '@nestjs/common';
import {
  addendaOfWork,
  municipalDepositsOf,
  oneWork,
  paymentsOfWork,
  sheetsOf,
  works,
  type WorkKey,
  type WorkTables,
} from '@tramo/agreements';
import { oneProgramme, type ProgrammesTables } from '@tramo/programmes';
import type { SqlStore } from '@tramo/stores';
import { problems } from '../http/problems';
import { VIEWS } from '../injection';
import {
  depositAnswer,
  sheetAnswer,
  workAddendumAnswer,
  workAnswer,
  workPaymentAnswer,
} from './works-answers';
import type { WorkInFullAnswer, WorksAnswer, WorksQuery } from './works-answers.dto';

/** What is shown of municipal works. */
@Injectable()
export class WorkViews {
  constructor(
    @Inject(VIEWS) private readonly views: SqlStore<WorkTables>,
    @Inject(VIEWS) private readonly programmes: SqlStore<ProgrammesTables>,
  ) {}

  async list(programme: string, query: WorksQuery): Promise<WorksAnswer> {
    if (!(await oneProgramme(this.programmes.db, programme))) throw problems.noSuch('programme', programme);
    const { cursor, limit } = query;
    // One more than asked for, to know whether anything follows.
    const rows = await works(this.views.db, programme, query, { after: cursor, limit: limit + 1 });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { items: rows.slice(0, limit).map(workAnswer), next: last?.work ?? null };
  }

  async one(key: WorkKey): Promise<WorkInFullAnswer> {
    const { db } = this.views;
    const row = await oneWork(db, key);
    if (!row) throw problems.noSuch('work', key.work);
    const [sheets, deposits, payments, addenda] = await Promise.all([
      sheetsOf(db, key),
      municipalDepositsOf(db, key),
      paymentsOfWork(db, key),
      addendaOfWork(db, key),
    ]);
    return {
      ...workAnswer(row),
      sheets: sheets.map(sheetAnswer),
      deposits: deposits.map(depositAnswer),
      payments: payments.map(workPaymentAnswer),
      addenda: addenda.map(workAddendumAnswer),
    };
  }
}
