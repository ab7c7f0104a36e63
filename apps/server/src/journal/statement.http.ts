import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  CHART,
  statementPage,
  type Account,
  type Books,
  type JournalTables,
  type StatementLine,
  type StatementQuestion,
} from '@tramo/journal';
import { fromEpochDay } from '@tramo/kernel';
import type { SqlStore } from '@tramo/stores';
import { problems } from '../http/problems';
import { ReadsViews } from '../http/reads-views';
import { CUBE, VIEWS } from '../injection';
import { moneyAnswer } from './money-answer';
import { ProgrammeBooks } from './programme-books';
import { StatementAnswer, StatementQuery, type StatementLineAnswer } from './statement.dto';

@ApiTags('journal')
@Controller('api/v1/programmes/:programme/accounts/:account/statement')
export class StatementController {
  constructor(
    @Inject(VIEWS) private readonly views: SqlStore<JournalTables>,
    @Inject(CUBE) private readonly books: Books,
    private readonly programmes: ProgrammeBooks,
  ) {}

  /** What moved in an account over a period, from its opening to its closing balance. */
  @Get()
  @ReadsViews('journal', 'programmes')
  @ApiOkResponse({ type: StatementAnswer })
  async read(
    @Param('programme') programme: string,
    @Param('account') code: string,
    @Query() query: StatementQuery,
  ): Promise<StatementAnswer> {
    const account = CHART.get(code);
    if (!account) throw problems.noSuchAccount(code);
    mustBePeriod(query);
    const where = await this.programmes.where(programme, query);
    const from = query.cursor === undefined ? undefined : readCursor(query.cursor);
    const ordinalUpTo = from?.ordinalUpTo ?? (await this.reached());
    const { balances, lines, next } = await statementPage(
      this.books,
      { ...questionOf(programme, account, query), where, ordinalUpTo },
      { after: from?.after, limit: query.limit },
    );
    return {
      programme,
      account: account.code,
      accountName: account.name,
      accountNameEs: account.nameEs,
      face: query.face,
      balances: balances.map(({ opening, movement, closing }) => ({
        opening: moneyAnswer(opening),
        movement: moneyAnswer(movement),
        closing: moneyAnswer(closing),
      })),
      items: await this.items(programme, lines),
      next: next === null ? null : `${next}-${ordinalUpTo}`,
    };
  }

  /** What is recorded while somebody turns the pages is on none of them. */
  private async reached(): Promise<number> {
    await this.books.query({ where: [], groupBy: [], measures: [] });
    return (await this.books.standing()).ordinal ?? -1;
  }

  private async items(programme: string, lines: readonly StatementLine[]): Promise<StatementLineAnswer[]> {
    const ordinals = [...new Set(lines.map(({ posting }) => BigInt(posting.ordinal)))];
    const entries = ordinals.length
      ? await this.views.db
          .selectFrom('journal_entry')
          .select(['ordinal', 'recorded_at', 'type', 'actor'])
          .where('ordinal', 'in', ordinals)
          .execute()
      : [];
    const byOrdinal = new Map(entries.map((entry) => [Number(entry.ordinal), entry]));
    return lines.map(({ posting, amount, balance }) => {
      const entry = byOrdinal.get(posting.ordinal)!;
      const { account: _account, currency: _currency, basis: _basis, ...dimensions } = posting.cell;
      return {
        ordinal: posting.ordinal,
        effectiveOn: fromEpochDay(posting.effectiveDay),
        recordedAt: entry.recorded_at,
        type: entry.type,
        actor: entry.actor,
        debit: amount.isNegative() ? null : moneyAnswer(amount),
        credit: amount.isNegative() ? moneyAnswer(amount.negate()) : null,
        balance: moneyAnswer(balance),
        dimensions,
        entry: `/api/v1/programmes/${encodeURIComponent(programme)}/journal/${posting.ordinal}`,
      };
    });
  }
}

const questionOf = (
  programme: string,
  { code: account }: Account,
  { face, effectiveFrom, effectiveUpTo, recordedUpTo }: StatementQuery,
): Omit<StatementQuestion, 'where'> => ({
  programme,
  account,
  face,
  ...(effectiveFrom !== undefined && { from: effectiveFrom }),
  ...(effectiveUpTo !== undefined && { to: effectiveUpTo }),
  ...(recordedUpTo !== undefined && { recordedUpTo }),
});

function mustBePeriod({ effectiveFrom, effectiveUpTo }: StatementQuery): void {
  if (effectiveFrom === undefined || effectiveUpTo === undefined || effectiveFrom <= effectiveUpTo) return;
  throw problems.invalid([{ field: 'effectiveUpTo', message: `must not come before ${effectiveFrom}` }]);
}

function readCursor(cursor: string): { readonly after: number; readonly ordinalUpTo: number } {
  const [, after, ordinalUpTo] = /^(\d{1,15})-(\d{1,15})$/.exec(cursor) ?? [];
  if (after === undefined || ordinalUpTo === undefined) throw problems.cursorMalformed();
  return { after: Number(after), ordinalUpTo: Number(ordinalUpTo) };
}
