import { Inject, Injectable } from '@nestjs/common';
import { allocations, pledges, spendings, unjustifiedAdvances, type ExpenseTables } from '@tramo/agreements';
import { localDateIn } from '@tramo/kernel';
import { oneProgramme, type ProgrammesTables } from '@tramo/programmes';
import type { SqlStore } from '@tramo/stores';
import { problems } from '../http/problems';
import { VIEWS } from '../injection';
import { ageingAnswer, allocationAnswer, pledgeAnswer, spendingAnswer } from './administration-answers';
import type {
  AgeingAnswer,
  AgeingQuery,
  AllocationsAnswer,
  PledgesAnswer,
  PledgesQuery,
  SpendingsAnswer,
  SpendingsQuery,
} from './administration-answers.dto';
import { namedPage, paged } from './expenses-views';

/** What is shown of advances that nobody has accounted for, of revolving funds and of administration. */
@Injectable()
export class AdministrationViews {
  constructor(
    @Inject(VIEWS) private readonly views: SqlStore<ExpenseTables>,
    @Inject(VIEWS) private readonly programmes: SqlStore<ProgrammesTables>,
  ) {}

  async ageing(programme: string, { on: asked, agreement }: AgeingQuery): Promise<AgeingAnswer> {
    const row = await oneProgramme(this.programmes.db, programme);
    if (!row) throw problems.noSuch('programme', programme);
    const on = asked ?? localDateIn(row.zone, new Date());
    return ageingAnswer(await unjustifiedAdvances(this.views.db, programme, { on, agreement }), on);
  }

  async pledges(programme: string, query: PledgesQuery): Promise<PledgesAnswer> {
    const rows = await pledges(this.views.db, programme, query, namedPage(query));
    return paged(rows, query, pledgeAnswer, ({ agreement, pledge }) => `${agreement} ${pledge}`);
  }

  async spendings(programme: string, query: SpendingsQuery): Promise<SpendingsAnswer> {
    const rows = await spendings(this.views.db, programme, query, namedPage(query));
    return paged(rows, query, spendingAnswer, ({ agreement, spending }) => `${agreement} ${spending}`);
  }

  async allocations(programme: string, query: SpendingsQuery): Promise<AllocationsAnswer> {
    const page = namedPage(query);
    if (page.after && !/^\d{1,15}$/.test(page.after.name)) throw problems.cursorMalformed();
    const rows = await allocations(this.views.db, programme, query, page);
    return paged(rows, query, allocationAnswer, ({ agreement, revision }) => `${agreement} ${revision}`);
  }
}
