import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReadsViews } from '../http/reads-views';
import { LotsAnswer, PaymentAnswer, PaymentsAnswer } from './answers.dto';
import { LotsQuery, PaymentsQuery } from './queries.dto';
import { TreasuryViews } from './treasury-views';

/** Payments, and the lots of money that they are made from. */
@ApiTags('treasury')
@Controller('api/v1/programmes/:programme')
export class PaymentsController {
  constructor(private readonly views: TreasuryViews) {}

  /** The payments of a programme by id. */
  @Get('payments')
  @ReadsViews('treasury')
  @ApiOkResponse({ type: PaymentsAnswer })
  payments(@Param('programme') programme: string, @Query() query: PaymentsQuery): Promise<PaymentsAnswer> {
    return this.views.payments(programme, query);
  }

  /** One payment. */
  @Get('payments/:payment')
  @ReadsViews('treasury')
  @ApiOkResponse({ type: PaymentAnswer })
  payment(@Param('programme') programme: string, @Param('payment') payment: string): Promise<PaymentAnswer> {
    return this.views.payment(programme, payment);
  }

  /** Lots by account, in the order in which they are spent, with what is left of each. */
  @Get('lots')
  @ReadsViews('treasury')
  @ApiOkResponse({ type: LotsAnswer })
  lots(@Param('programme') programme: string, @Query() query: LotsQuery): Promise<LotsAnswer> {
    return this.views.lots(programme, query);
  }
}
