import { Body, Controller, Get, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { LiftFinancingSuspension, SuspendFinancing } from '@tramo/programmes';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ownFields } from '../http/command.dto';
import { ReadsViews } from '../http/reads-views';
import { ProgrammeViews } from './programme-views';
import {
  FinancingPath,
  LiftFinancingSuspensionBody,
  SuspendFinancingBody,
  SuspensionsAnswer,
} from './suspensions.dto';

/** When a lender pays nothing out: no tranche that draws on it is released then. */
@ApiTags('financing')
@Controller('api/v1/financing/:financing')
export class SuspensionsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: ProgrammeViews,
  ) {}

  /** Records that the lender has suspended its payments. */
  @PostCommand('suspensions')
  @AllowRoles('coordinator', 'finance-specialist', 'manager')
  suspend(
    @Param() { financing }: FinancingPath,
    @Body() body: SuspendFinancingBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new SuspendFinancing({ ...ownFields(body), financing }, asked));
  }

  /** Records that it pays again: by another person than the one who recorded the suspension. */
  @PostCommand('suspension-liftings')
  @AllowRoles('coordinator', 'finance-specialist', 'manager')
  lift(
    @Param() { financing }: FinancingPath,
    @Body() body: LiftFinancingSuspensionBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new LiftFinancingSuspension({ ...ownFields(body), financing }, asked));
  }

  /** All there were. */
  @Get('suspensions')
  @ReadsViews('programmes')
  @ApiOkResponse({ type: SuspensionsAnswer })
  list(@Param() { financing }: FinancingPath): Promise<SuspensionsAnswer> {
    return this.views.suspensions(financing);
  }
}
