import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  CommitInstalment,
  NamePayee,
  ReleaseInstalment,
  SignAddendum,
  SignAgreement,
} from '@tramo/agreements';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ownFields } from '../http/command.dto';
import { ReadsViews } from '../http/reads-views';
import { ProgrammePath } from '../identity/policy.dto';
import { AgreementInFullAnswer, AgreementsAnswer, AgreementsQuery } from './contracts-answers.dto';
import {
  AgreementPath,
  AgreementYearPath,
  CommitInstalmentBody,
  NamePayeeBody,
  ReleaseInstalmentBody,
  SignAddendumBody,
  SignAgreementBody,
} from './contracts-commands.dto';
import { ContractViews } from './contracts-views';

/** What organisations and the programme sign, and how it is funded year by year. */
@ApiTags('agreements')
@Controller('api/v1/programmes/:programme/agreements')
export class ContractsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: ContractViews,
  ) {}

  /** Agreements by code, with what of each is committed, transferred and accepted. */
  @Get()
  @ReadsViews('agreements')
  @ApiOkResponse({ type: AgreementsAnswer })
  list(@Param() { programme }: ProgrammePath, @Query() query: AgreementsQuery): Promise<AgreementsAnswer> {
    return this.views.list(programme, query);
  }

  /** One agreement, with its tranches, phases, addenda and what the other side gives. */
  @Get(':agreement')
  @ReadsViews('agreements')
  @ApiOkResponse({ type: AgreementInFullAnswer })
  one(@Param() { programme, agreement }: AgreementPath): Promise<AgreementInFullAnswer> {
    return this.views.one({ programme, agreement });
  }

  /** Signs an agreement: it reserves the lender's category, and its alliance is signed with it. */
  @PostCommand()
  @AllowRoles('alliance-officer', 'coordinator')
  sign(
    @Param() { programme }: ProgrammePath,
    @Body() body: SignAgreementBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new SignAgreement({ ...ownFields(body), programme }, asked));
  }

  /** Changes what was agreed: amounts, dates, tranches, promises. */
  @PostCommand(':agreement/addenda')
  @AllowRoles('alliance-officer', 'coordinator')
  amend(
    @Param() { programme, agreement }: AgreementPath,
    @Body() body: SignAddendumBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new SignAddendum({ ...ownFields(body), programme, agreement }, asked));
  }

  /** Commits a year's instalments on their line of the budget. */
  @PostCommand(':agreement/commitments')
  @AllowRoles('finance-specialist')
  commit(
    @Param() { programme, agreement }: AgreementPath,
    @Body() body: CommitInstalmentBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new CommitInstalment({ ...ownFields(body), programme, agreement }, asked));
  }

  /** Gives back to the line what of a year is committed and not accrued. */
  @PostCommand(':agreement/commitments/:year/releases')
  @AllowRoles('finance-specialist')
  release(
    @Param() { programme, agreement, year: budgetYear }: AgreementYearPath,
    @Body() body: ReleaseInstalmentBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    const of = { programme, agreement, budgetYear };
    return this.commands.execute(new ReleaseInstalment({ ...ownFields(body), ...of }, asked));
  }

  /** Names the organisation's account that tranches go to. */
  @PostCommand(':agreement/payees')
  @AllowRoles('alliance-officer', 'disbursement-analyst', 'coordinator')
  namePayee(
    @Param() { programme, agreement }: AgreementPath,
    @Body() body: NamePayeeBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new NamePayee({ ...ownFields(body), programme, agreement }, asked));
  }
}
