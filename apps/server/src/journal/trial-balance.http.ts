import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { trialBalanceOf, trialBalanceQuery, type AsOf, type Books, type BalanceLine } from '@tramo/journal';
import { ReadsViews } from '../http/reads-views';
import { CUBE } from '../injection';
import { FacedBooksQuery, type BooksQuery } from './books-query.dto';
import { moneyAnswer } from './money-answer';
import { ProgrammeBooks } from './programme-books';
import { TrialBalanceAnswer } from './trial-balance.dto';

@ApiTags('journal')
@Controller('api/v1/programmes/:programme/trial-balance')
export class TrialBalanceController {
  constructor(
    @Inject(CUBE) private readonly books: Books,
    private readonly programmes: ProgrammeBooks,
  ) {}

  /** The balance of every account, at any instant on both axes. */
  @Get()
  @ReadsViews('journal', 'programmes')
  @ApiOkResponse({ type: TrialBalanceAnswer })
  async read(
    @Param('programme') programme: string,
    @Query() query: FacedBooksQuery,
  ): Promise<TrialBalanceAnswer> {
    const { face } = query;
    const where = await this.programmes.where(programme, query);
    const asked = trialBalanceQuery({ programme, face, where, asOf: asOf(query) });
    const { lines, totals, balanced } = trialBalanceOf(await this.books.query(asked));
    return {
      programme,
      face,
      items: lines.map((line) => ({
        entity: line.entity,
        set: line.account.set,
        account: line.account.code,
        accountName: line.account.name,
        accountNameEs: line.account.nameEs,
        debit: moneyAnswer(line.debit),
        credit: moneyAnswer(line.credit),
        statement: statementLink(programme, line, query),
      })),
      totals: totals.map(({ debit, credit, difference, ...total }) => ({
        ...total,
        debit: moneyAnswer(debit),
        credit: moneyAnswer(credit),
        difference: moneyAnswer(difference),
      })),
      balanced,
    };
  }
}

/** The same question, of one account. */
function statementLink(
  programme: string,
  { account, entity, debit }: BalanceLine,
  query: FacedBooksQuery,
): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) asked.set(name, String(value));
  asked.set('entity', entity);
  asked.set('currency', debit.currency.code);
  return `/api/v1/programmes/${programme}/accounts/${account.code}/statement?${asked.toString()}`;
}

const asOf = ({ recordedUpTo, effectiveUpTo }: BooksQuery): AsOf => ({
  ...(recordedUpTo !== undefined && { recordedUpTo }),
  ...(effectiveUpTo !== undefined && { effectiveUpTo }),
});
