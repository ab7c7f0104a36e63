import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CloseAgreement, ResumeAgreement, SuspendAgreement, TerminateAgreement } from '@tramo/agreements';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ownFields } from '../http/command.dto';
import { AgreementPath, AgreementReasonBody, CloseAgreementBody } from './contracts-commands.dto';

/** How an agreement is held up, goes on, and ends. */
@ApiTags('agreements')
@Controller('api/v1/programmes/:programme/agreements/:agreement')
export class ContractCourseController {
  constructor(private readonly commands: CommandBus) {}

  /** Suspends it: nothing is requested, approved or paid until it is resumed. */
  @PostCommand('suspensions')
  @AllowRoles('alliance-officer', 'coordinator')
  suspend(
    @Param() { programme, agreement }: AgreementPath,
    @Body() body: AgreementReasonBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new SuspendAgreement({ ...ownFields(body), programme, agreement }, asked));
  }

  /** Lets it go on. */
  @PostCommand('resumptions')
  @AllowRoles('coordinator')
  resume(
    @Param() { programme, agreement }: AgreementPath,
    @Body() body: AgreementReasonBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ResumeAgreement({ ...ownFields(body), programme, agreement }, asked));
  }

  /** Ends it before its time; what was paid is still to be justified, and then it is closed. */
  @PostCommand('terminations')
  @AllowRoles('coordinator')
  terminate(
    @Param() { programme, agreement }: AgreementPath,
    @Body() body: AgreementReasonBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new TerminateAgreement({ ...ownFields(body), programme, agreement }, asked));
  }

  /** Closes it when everything is settled: trues up the counterpart and gives back what is not needed. */
  @PostCommand('closings')
  @AllowRoles('coordinator')
  close(
    @Param() { programme, agreement }: AgreementPath,
    @Body() body: CloseAgreementBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new CloseAgreement({ ...ownFields(body), programme, agreement }, asked));
  }
}
