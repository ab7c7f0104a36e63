import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  BeginInvestment,
  BeginOperation,
  ConcludeAlliance,
  DeclineAlliance,
  ResumeAlliance,
  SuspendAlliance,
  TerminateAlliance,
} from '@tramo/agreements';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { CommandBody, ownFields } from '../http/command.dto';
import { AlliancePath, ConcludeAllianceBody, StopAllianceBody } from './alliances-commands.dto';

/** What becomes of an alliance that is signed, and how one ends before its time. */
@ApiTags('alliances')
@Controller('api/v1/programmes/:programme/alliances/:alliance')
export class AllianceCourseController {
  constructor(private readonly commands: CommandBus) {}

  /** Begins to spend on its plan. */
  @PostCommand('investment-starts')
  @AllowRoles('alliance-officer', 'coordinator')
  invest(
    @Param() { programme, alliance }: AlliancePath,
    @Body() _body: CommandBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new BeginInvestment({ programme, alliance }, asked));
  }

  /** Begins to make and to sell. */
  @PostCommand('operation-starts')
  @AllowRoles('alliance-officer', 'coordinator')
  operate(
    @Param() { programme, alliance }: AlliancePath,
    @Body() _body: CommandBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new BeginOperation({ programme, alliance }, asked));
  }

  /** Concludes what has run its course. */
  @PostCommand('conclusions')
  @AllowRoles('alliance-officer', 'coordinator')
  conclude(
    @Param() { programme, alliance }: AlliancePath,
    @Body() body: ConcludeAllianceBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ConcludeAlliance({ ...ownFields(body), programme, alliance }, asked));
  }

  /** Suspends it where it stands. */
  @PostCommand('suspensions')
  @AllowRoles('coordinator')
  suspend(
    @Param() { programme, alliance }: AlliancePath,
    @Body() body: StopAllianceBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new SuspendAlliance({ ...ownFields(body), programme, alliance }, asked));
  }

  /** Goes on where it was suspended. */
  @PostCommand('resumptions')
  @AllowRoles('coordinator')
  resume(
    @Param() { programme, alliance }: AlliancePath,
    @Body() body: StopAllianceBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ResumeAlliance({ ...ownFields(body), programme, alliance }, asked));
  }

  /** Ends, before its time, what was signed. */
  @PostCommand('terminations')
  @AllowRoles('coordinator')
  terminate(
    @Param() { programme, alliance }: AlliancePath,
    @Body() body: StopAllianceBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new TerminateAlliance({ ...ownFields(body), programme, alliance }, asked));
  }

  /** Declines what was not signed yet. */
  @PostCommand('refusals')
  @AllowRoles('alliance-officer', 'coordinator')
  decline(
    @Param() { programme, alliance }: AlliancePath,
    @Body() body: StopAllianceBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new DeclineAlliance({ ...ownFields(body), programme, alliance }, asked));
  }
}
