import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  ApproveFinalDesign,
  CommitWorkYear,
  DepositMunicipalShare,
  ReleaseWorkYear,
  ReverseMunicipalDeposit,
  ResumeWork,
  SignLetterOfIntent,
  SignWorkAddendum,
  SignWorkAgreement,
  SuspendWork,
  TerminateWork,
  VerifyMunicipalDeposit,
} from '@tramo/agreements';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ownFields } from '../http/command.dto';
import { ReadsViews } from '../http/reads-views';
import { ProgrammePath } from '../identity/policy.dto';
import { WorkInFullAnswer, WorksAnswer, WorksQuery } from './works-answers.dto';
import {
  ApproveFinalDesignBody,
  CommitWorkYearBody,
  DepositMunicipalShareBody,
  ReleaseWorkYearBody,
  ReverseMunicipalDepositBody,
  SignLetterOfIntentBody,
  SignWorkAddendumBody,
  SignWorkAgreementBody,
  VerifyMunicipalDepositBody,
  WorkDepositPath,
  WorkPath,
  WorkReasonBody,
} from './works-commands.dto';
import { WorkViews } from './works-views';

/** Municipal works through the fund, from the letter of intent to the money that is there to build them. */
@ApiTags('works')
@Controller('api/v1/programmes/:programme/works')
export class WorksController {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: WorkViews,
  ) {}

  /** Municipal works by code. */
  @Get()
  @ReadsViews('agreements', 'programmes')
  @ApiOkResponse({ type: WorksAnswer })
  list(@Param() { programme }: ProgrammePath, @Query() query: WorksQuery): Promise<WorksAnswer> {
    return this.views.list(programme, query);
  }

  /** One work, with its progress sheets, deposits, payments and addenda. */
  @Get(':work')
  @ReadsViews('agreements')
  @ApiOkResponse({ type: WorkInFullAnswer })
  one(@Param() { programme, work }: WorkPath): Promise<WorkInFullAnswer> {
    return this.views.one({ programme, work });
  }

  /** Signs the letter in which a municipality and the programme say what they want. */
  @PostCommand()
  @AllowRoles('alliance-officer', 'coordinator')
  intend(
    @Param() { programme }: ProgrammePath,
    @Body() body: SignLetterOfIntentBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new SignLetterOfIntent({ ...ownFields(body), programme }, asked));
  }

  /** Approves the final design, with what it costs and who pays which share; anew until the agreement is signed. */
  @PostCommand(':work/designs')
  @AllowRoles('alliance-officer', 'coordinator')
  design(
    @Param() { programme, work }: WorkPath,
    @Body() body: ApproveFinalDesignBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ApproveFinalDesign({ ...ownFields(body), programme, work }, asked));
  }

  /** Signs the agreement with the fund: the lender's share is reserved of its category. */
  @PostCommand(':work/agreements')
  @AllowRoles('finance-specialist', 'coordinator')
  sign(
    @Param() { programme, work }: WorkPath,
    @Body() body: SignWorkAgreementBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new SignWorkAgreement({ ...ownFields(body), programme, work }, asked));
  }

  /** Commits, of the lender's share, what the budget of a year takes. */
  @PostCommand(':work/commitments')
  @AllowRoles('finance-specialist')
  commit(
    @Param() { programme, work }: WorkPath,
    @Body() body: CommitWorkYearBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new CommitWorkYear({ ...ownFields(body), programme, work }, asked));
  }

  /** Releases what a year has committed of the work and not accrued: it is available again on its line. */
  @PostCommand(':work/commitments/releases')
  @AllowRoles('finance-specialist')
  release(
    @Param() { programme, work }: WorkPath,
    @Body() body: ReleaseWorkYearBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ReleaseWorkYear({ ...ownFields(body), programme, work }, asked));
  }

  /** Signs an addendum on another amount or another end; what is reserved of the category follows. */
  @PostCommand(':work/addenda')
  @AllowRoles('finance-specialist', 'coordinator')
  amend(
    @Param() { programme, work }: WorkPath,
    @Body() body: SignWorkAddendumBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new SignWorkAddendum({ ...ownFields(body), programme, work }, asked));
  }

  /** Records what the municipality has paid into the fund's collection account. */
  @PostCommand(':work/deposits')
  @AllowRoles('alliance-officer', 'disbursement-analyst', 'finance-specialist')
  deposit(
    @Param() { programme, work }: WorkPath,
    @Body() body: DepositMunicipalShareBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new DepositMunicipalShare({ ...ownFields(body), programme, work }, asked));
  }

  /** Verifies a deposit by the line of the bank that shows it: only then is anything paid from it. */
  @PostCommand(':work/deposits/:deposit/verifications')
  @AllowRoles('disbursement-analyst', 'fiduciary-analyst', 'treasurer')
  verify(
    @Param() { programme, work, deposit }: WorkDepositPath,
    @Body() body: VerifyMunicipalDepositBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(
      new VerifyMunicipalDeposit({ ...ownFields(body), programme, work, deposit }, asked),
    );
  }

  /** Reverses a deposit that the bank did not pay, or that was never one: it leaves the collection account again. */
  @PostCommand(':work/deposits/:deposit/reversals')
  @AllowRoles('disbursement-analyst', 'fiduciary-analyst', 'treasurer')
  reverse(
    @Param() { programme, work, deposit }: WorkDepositPath,
    @Body() body: ReverseMunicipalDepositBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(
      new ReverseMunicipalDeposit({ ...ownFields(body), programme, work, deposit }, asked),
    );
  }

  /** Suspends it where it stands. */
  @PostCommand(':work/suspensions')
  @AllowRoles('coordinator')
  suspend(
    @Param() { programme, work }: WorkPath,
    @Body() body: WorkReasonBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new SuspendWork({ ...ownFields(body), programme, work }, asked));
  }

  /** Goes on where it was suspended. */
  @PostCommand(':work/resumptions')
  @AllowRoles('coordinator')
  resume(
    @Param() { programme, work }: WorkPath,
    @Body() body: WorkReasonBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ResumeWork({ ...ownFields(body), programme, work }, asked));
  }

  /** Ends it before its time: what was approved is still paid, the rest of its category is free again. */
  @PostCommand(':work/terminations')
  @AllowRoles('coordinator')
  terminate(
    @Param() { programme, work }: WorkPath,
    @Body() body: WorkReasonBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new TerminateWork({ ...ownFields(body), programme, work }, asked));
  }
}
