import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DepositCounterpart, ReverseDeposit, VerifyCounterpart } from '@tramo/agreements';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ownFields } from '../http/command.dto';
import { ReadsViews } from '../http/reads-views';
import { AgreementPath } from './contracts-commands.dto';
import { ContractViews } from './contracts-views';
import {
  CounterpartAnswer,
  DepositCounterpartBody,
  DepositPath,
  DepositsAnswer,
  DepositsQuery,
  ReverseDepositBody,
  VerifyCounterpartBody,
} from './counterpart.dto';

/** What the other side promises, gives, and has used. */
@ApiTags('agreements')
@Controller('api/v1/programmes/:programme/agreements/:agreement')
export class CounterpartController {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: ContractViews,
  ) {}

  /** Promised, deposited, verified and used, by party and kind. */
  @Get('counterpart')
  @ReadsViews('agreements')
  @ApiOkResponse({ type: CounterpartAnswer })
  numbers(@Param() { programme, agreement }: AgreementPath): Promise<CounterpartAnswer> {
    return this.views.counterpart({ programme, agreement });
  }

  /** Its deposits by id. */
  @Get('deposits')
  @ReadsViews('agreements')
  @ApiOkResponse({ type: DepositsAnswer })
  deposits(
    @Param() { programme, agreement }: AgreementPath,
    @Query() query: DepositsQuery,
  ): Promise<DepositsAnswer> {
    return this.views.deposits({ programme, agreement }, query);
  }

  /** Records what a party has given, in cash on the organisation's account or in kind. */
  @PostCommand('deposits')
  @AllowRoles('alliance-officer', 'treasurer', 'disbursement-analyst')
  deposit(
    @Param() { programme, agreement }: AgreementPath,
    @Body() body: DepositCounterpartBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new DepositCounterpart({ ...ownFields(body), programme, agreement }, asked));
  }

  /** Verifies a deposit by what shows it; somebody other than who recorded it does so. */
  @PostCommand('deposits/:deposit/verifications')
  @AllowRoles('treasurer', 'disbursement-analyst')
  verify(
    @Param() { programme, agreement, deposit }: DepositPath,
    @Body() body: VerifyCounterpartBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    const of = { programme, agreement, deposit };
    return this.commands.execute(new VerifyCounterpart({ ...ownFields(body), ...of }, asked));
  }

  /** Takes back a deposit that bounced, or that was none. */
  @PostCommand('deposits/:deposit/reversals')
  @AllowRoles('treasurer', 'disbursement-analyst')
  reverse(
    @Param() { programme, agreement, deposit }: DepositPath,
    @Body() body: ReverseDepositBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    const of = { programme, agreement, deposit };
    return this.commands.execute(new ReverseDeposit({ ...ownFields(body), ...of }, asked));
  }
}
