import { Body, Controller, Get, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { CloseMonth, ProposeMonthReopening, SecondMonthReopening } from '@tramo/programmes';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ReadsViews } from '../http/reads-views';
import { ProgrammeViews } from './programme-views';
import {
  CloseMonthBody,
  MonthsAnswer,
  ProposeMonthReopeningBody,
  SecondMonthReopeningBody,
} from './programmes.dto';

/** Months that take no posting any more. */
@ApiTags('programmes')
@Controller('api/v1/programmes/:programme/months')
export class MonthsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: ProgrammeViews,
  ) {}

  /** Closes a month. */
  @PostCommand('closings')
  @AllowRoles('finance-specialist', 'coordinator')
  close(
    @Param('programme') programme: string,
    @Body() { month }: CloseMonthBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new CloseMonth({ programme, month }, asked));
  }

  /** Proposes to reopen a month; another person has to second it. */
  @PostCommand(':month/reopening-proposals')
  @AllowRoles('finance-specialist', 'coordinator', 'manager')
  propose(
    @Param('programme') programme: string,
    @Param('month') month: string,
    @Body() { reason }: ProposeMonthReopeningBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ProposeMonthReopening({ programme, month, reason }, asked));
  }

  /** Seconds what somebody else proposed, and so reopens the month. */
  @PostCommand(':month/reopenings')
  @AllowRoles('finance-specialist', 'coordinator', 'manager')
  second(
    @Param('programme') programme: string,
    @Param('month') month: string,
    @Body() _body: SecondMonthReopeningBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new SecondMonthReopening({ programme, month }, asked));
  }

  /** Months that are closed or have been; every other is open. */
  @Get()
  @ReadsViews('programmes')
  @ApiOkResponse({ type: MonthsAnswer })
  list(@Param('programme') programme: string): Promise<MonthsAnswer> {
    return this.views.months(programme);
  }
}
