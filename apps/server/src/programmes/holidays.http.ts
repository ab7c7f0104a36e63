import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { EnterHolidays, WithdrawHoliday } from '@tramo/programmes';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ownFields } from '../http/command.dto';
import { ReadsViews } from '../http/reads-views';
import { ProgrammePath } from '../identity/policy.dto';
import {
  EnterHolidaysBody,
  HolidayPath,
  HolidaysAnswer,
  HolidaysQuery,
  WithdrawHolidayBody,
} from './holidays.dto';
import { ProgrammeViews } from './programme-views';

/** Days on which nobody works where a programme is. */
@ApiTags('programmes')
@Controller('api/v1/programmes/:programme/holidays')
export class HolidaysController {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: ProgrammeViews,
  ) {}

  /** Enters days that the clocks of the programme do not count, whenever what they count happened. */
  @PostCommand()
  @AllowRoles('coordinator', 'finance-specialist', 'administrator')
  enter(
    @Param() { programme }: ProgrammePath,
    @Body() body: EnterHolidaysBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new EnterHolidays({ ...ownFields(body), programme }, asked));
  }

  /** Withdraws one that is none. */
  @PostCommand(':date/withdrawals')
  @AllowRoles('coordinator', 'finance-specialist', 'administrator')
  withdraw(
    @Param() { programme, date }: HolidayPath,
    @Body() body: WithdrawHolidayBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new WithdrawHoliday({ ...ownFields(body), programme, date }, asked));
  }

  /** Those that stand. */
  @Get()
  @ReadsViews('programmes')
  @ApiOkResponse({ type: HolidaysAnswer })
  list(@Param() { programme }: ProgrammePath, @Query() { year }: HolidaysQuery): Promise<HolidaysAnswer> {
    return this.views.holidays(programme, year);
  }
}
