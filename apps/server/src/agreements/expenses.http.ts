import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReadsViews } from '../http/reads-views';
import {
  ExpenseAnswer,
  ExpensesAnswer,
  ExpensesQuery,
  IneligiblesAnswer,
  IneligiblesQuery,
  InvoicesAnswer,
  InvoicesQuery,
} from './expenses-answers.dto';
import { ExpensePath } from './expenses-commands.dto';
import { ExpenseViews } from './expenses-views';

/** What was spent of tranches, with which invoices, and what of it was ruled out. */
@ApiTags('expenses')
@Controller('api/v1/programmes/:programme')
export class ExpensesController {
  constructor(private readonly views: ExpenseViews) {}

  /** The expenses of a programme, by agreement and id. */
  @Get('expenses')
  @ReadsViews('agreements')
  @ApiOkResponse({ type: ExpensesAnswer })
  list(@Param('programme') programme: string, @Query() query: ExpensesQuery): Promise<ExpensesAnswer> {
    return this.views.list(programme, query);
  }

  /** One expense. */
  @Get('agreements/:agreement/expenses/:expense')
  @ReadsViews('agreements')
  @ApiOkResponse({ type: ExpenseAnswer })
  one(@Param() { programme, agreement, expense }: ExpensePath): Promise<ExpenseAnswer> {
    return this.views.one({ programme, agreement, expense });
  }

  /** The register of what was ruled out, and how it was made good. */
  @Get('ineligibles')
  @ReadsViews('agreements')
  @ApiOkResponse({ type: IneligiblesAnswer })
  ineligibles(
    @Param('programme') programme: string,
    @Query() query: IneligiblesQuery,
  ): Promise<IneligiblesAnswer> {
    return this.views.ineligibles(programme, query);
  }

  /** Invoices, with who holds what of them. */
  @Get('invoices')
  @ReadsViews('agreements')
  @ApiOkResponse({ type: InvoicesAnswer })
  invoices(@Param('programme') programme: string, @Query() query: InvoicesQuery): Promise<InvoicesAnswer> {
    return this.views.invoices(programme, query);
  }
}
