import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReadsViews } from '../http/reads-views';
import { ReconciliationAnswer, ReconciliationQuery } from './reconciliation.dto';
import { Reconciliations } from './reconciliations';

@ApiTags('reports')
@Controller('api/v1/programmes/:programme')
export class ReconciliationController {
  constructor(private readonly reconciliations: Reconciliations) {}

  /**
   * The same money by category in the lender's currency and by component in book currency, through the
   * crosswalk: what differs is named rate, rounding, timing or error.
   */
  @Get('reconciliation')
  @ReadsViews('journal', 'programmes', 'fx')
  @ApiOkResponse({ type: ReconciliationAnswer })
  reconciliation(
    @Param('programme') programme: string,
    @Query() query: ReconciliationQuery,
  ): Promise<ReconciliationAnswer> {
    return this.reconciliations.reconciliation(programme, query);
  }
}
