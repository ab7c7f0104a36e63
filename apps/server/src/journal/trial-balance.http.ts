import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiSchema, ApiTags } from '@nestjs/swagger';
import { trialBalanceOf, trialBalanceQuery, type AsOf, type Books } from '@tramo/journal';
import { MoneyDto } from '../http/money.dto';
import { ReadsViews } from '../http/reads-views';
import { CUBE } from '../injection';
import { FacedBooksQuery, type BooksQuery } from './books-query.dto';
import { moneyAnswer } from './money-answer';
import { ProgrammeBooks } from './programme-books';

@ApiSchema({ name: 'TrialBalanceLine' })
class TrialBalanceLineAnswer {
  entity!: string;
  set!: string;
  account!: string;
  accountName!: string;
  accountNameEs!: string;
  /** The balance where it is a debit, otherwise zero. */
  debit!: MoneyDto;
  /** The balance where it is a credit, otherwise zero. */
  credit!: MoneyDto;
}

@ApiSchema({ name: 'TrialBalanceTotal' })
class TrialBalanceTotalAnswer {
  entity!: string;
  set!: string;
  debit!: MoneyDto;
  credit!: MoneyDto;
  difference!: MoneyDto;
  balanced!: boolean;
}

@ApiSchema({ name: 'TrialBalance' })
class TrialBalanceAnswer {
  programme!: string;
  face!: 'own' | 'book';
  /** Every account that was ever posted to, by entity, set and currency. */
  items!: TrialBalanceLineAnswer[];
  /** Each set of books of an entity in each currency. */
  totals!: TrialBalanceTotalAnswer[];
  /**
   * Whether debits equal credits in every total. Filtered by anything but entity and currency it need not, because the two
   * sides of an entry may be classified apart.
   */
  balanced!: boolean;
}

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
