import { Inject, Injectable } from '@nestjs/common';
import { localDateIn } from '@tramo/kernel';
import {
  categoriesOf,
  classifierEntries,
  crosswalk,
  entitiesOf,
  figuresOf,
  financingOfProgramme,
  holidaysOf,
  oneFinancing,
  oneProgramme,
  sharesOf,
  suspensionsOf,
  type Classifier,
  type ProgrammesTables,
} from '@tramo/programmes';
import type { SqlStore } from '@tramo/stores';
import type { PageQuery } from '../http/tables/page.dto';
import { problems } from '../http/problems';
import { VIEWS } from '../injection';
import {
  categoryAnswer,
  entryAnswer,
  figureAnswer,
  financingAnswer,
  monthAnswer,
  programmeAnswer,
  shareAnswer,
  suspensionAnswer,
} from './answers';
import type {
  ClassifierEntriesAnswer,
  ClassifierQuery,
  CrosswalkQuery,
  CrosswalksAnswer,
} from './classifiers.dto';
import type { FiguresOfProgrammeQuery, RecordedFiguresAnswer } from './figures.dto';
import type { FinancingAnswer, FinancingWithSharesAnswer } from './financing.dto';
import type { HolidaysAnswer } from './holidays.dto';
import type { EntitiesAnswer, MonthsAnswer, ProgrammeAnswer, ProgrammesAnswer } from './programmes.dto';
import type { SuspensionsAnswer } from './suspensions.dto';

/** What is shown of programmes; that there is such a programme is seen to ahead of it, at its address. */
@Injectable()
export class ProgrammeViews {
  constructor(@Inject(VIEWS) private readonly views: SqlStore<ProgrammesTables>) {}

  async programmes({ cursor, limit }: PageQuery): Promise<ProgrammesAnswer> {
    let programmes = this.views.db
      .selectFrom('programme')
      .selectAll()
      .orderBy('code')
      .limit(limit + 1);
    if (cursor !== undefined) programmes = programmes.where('code', '>', cursor);
    const rows = await programmes.execute();
    return paged(rows, limit, programmeAnswer);
  }

  async programme(code: string): Promise<ProgrammeAnswer> {
    return programmeAnswer(await this.existing(code));
  }

  async entities(programme: string, { cursor, limit }: PageQuery): Promise<EntitiesAnswer> {
    const rows = await entitiesOf(this.views.db, programme, { after: cursor, limit: limit + 1 });
    return paged(rows, limit, ({ code, name, kind }) => ({ code, name, kind }));
  }

  async classifier(
    programme: string,
    classifier: Classifier,
    { on, cursor, limit }: ClassifierQuery,
  ): Promise<ClassifierEntriesAnswer> {
    const page = { on, after: cursor, limit: limit + 1 };
    const rows = await classifierEntries(this.views.db, programme, classifier, page);
    return paged(rows, limit, entryAnswer);
  }

  async crosswalks(programme: string, query: CrosswalkQuery): Promise<CrosswalksAnswer> {
    const { zone } = await this.existing(programme);
    const on = query.on ?? localDateIn(zone, new Date());
    const asked = await this.financingAsked(programme, query.financing);
    const inForce = await Promise.all(asked.map((code) => crosswalk(this.views.db, code, on)));
    const found = inForce.filter((one) => one !== undefined);
    return {
      on,
      crosswalks: found.map(({ financing, number, valid_from, proof }) => ({
        financing,
        number: Number(number),
        validFrom: valid_from,
        proof,
      })),
      items: found.flatMap(({ financing, entries }) => entries.map((entry) => ({ financing, ...entry }))),
    };
  }

  async months(programme: string): Promise<MonthsAnswer> {
    const rows = await this.views.db
      .selectFrom('programme_month')
      .selectAll()
      .where('programme', '=', programme)
      .orderBy('month')
      .execute();
    return { items: rows.map(monthAnswer) };
  }

  async holidays(programme: string, year: string | undefined): Promise<HolidaysAnswer> {
    const rows = await holidaysOf(this.views.db, programme, year);
    return { items: rows.map(({ date, name, entered_by: enteredBy }) => ({ date, name, enteredBy })) };
  }

  async figures(programme: string, query: FiguresOfProgrammeQuery): Promise<RecordedFiguresAnswer> {
    return { items: (await figuresOf(this.views.db, programme, query)).map(figureAnswer) };
  }

  async financingOf(programme: string): Promise<FinancingAnswer[]> {
    return (await financingOfProgramme(this.views.db, programme)).map(financingAnswer);
  }

  async financing(code: string): Promise<FinancingWithSharesAnswer> {
    const { db } = this.views;
    const row = await oneFinancing(db, code);
    if (!row) throw problems.noSuch('financing', code);
    const [shares, categories] = await Promise.all([sharesOf(db, code), categoriesOf(db, code)]);
    return {
      ...financingAnswer(row),
      shares: shares.map(shareAnswer),
      categories: categories.map(categoryAnswer),
    };
  }

  async suspensions(financing: string): Promise<SuspensionsAnswer> {
    const { db } = this.views;
    if (!(await oneFinancing(db, financing))) throw problems.noSuch('financing', financing);
    return { items: (await suspensionsOf(db, financing)).map(suspensionAnswer) };
  }

  private async existing(programme: string): Promise<ProgrammesTables['programme']> {
    const row = await oneProgramme(this.views.db, programme);
    if (!row) throw problems.noSuch('programme', programme);
    return row;
  }

  private async financingAsked(programme: string, financing: string | undefined): Promise<readonly string[]> {
    const codes = (await financingOfProgramme(this.views.db, programme)).map(({ code }) => code);
    if (financing === undefined) return codes;
    if (!codes.includes(financing)) throw problems.noSuch('financing', financing);
    return [financing];
  }
}

/** One row more than asked for was read, to know whether anything follows. */
function paged<Row extends { readonly code: string }, Item>(
  rows: readonly Row[],
  limit: number,
  answer: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(answer), next: last?.code ?? null };
}
