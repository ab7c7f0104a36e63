import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { trialBalanceOf, trialBalanceQuery, type AsOf, type Books } from '@tramo/journal';
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
      items: lines.map(({ entity, account, debit, credit }) => ({
        entity,
        set: account.set,
        account: account.code,
        accountName: account.name,
        accountNameEs: account.nameEs,
        debit: moneyAnswer(debit),
        credit: moneyAnswer(credit),
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

const asOf = ({ recordedUpTo, effectiveUpTo }: BooksQuery): AsOf => ({
  ...(recordedUpTo !== undefined && { recordedUpTo }),
  ...(effectiveUpTo !== undefined && { effectiveUpTo }),
});
