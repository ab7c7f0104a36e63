import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AllocateCost, PledgeRevolving, RecordSpending, RepayRevolving } from '@tramo/agreements';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ownFields } from '../http/command.dto';
import { ReadsViews } from '../http/reads-views';
import {
  AgeingAnswer,
  AgeingQuery,
  AllocationsAnswer,
  PledgesAnswer,
  PledgesQuery,
  SpendingsAnswer,
  SpendingsQuery,
} from './administration-answers.dto';
import {
  AllocateCostBody,
  PledgePath,
  PledgeRevolvingBody,
  RecordSpendingBody,
  RepayRevolvingBody,
} from './administration-commands.dto';
import { AdministrationViews } from './administration-views';
import { AgreementPath } from './contracts-commands.dto';

/** Advances that nobody has accounted for, revolving funds, and what the unit spends itself. */
@ApiTags('administration')
@Controller('api/v1/programmes/:programme')
export class AdministrationController {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: AdministrationViews,
  ) {}

  /** What of each tranche was unjustified at the end of a day, by its age since it was paid. */
  @Get('advances/ageing')
  @ReadsViews('agreements')
  @ApiOkResponse({ type: AgeingAnswer })
  ageing(@Param('programme') programme: string, @Query() query: AgeingQuery): Promise<AgeingAnswer> {
    return this.views.ageing(programme, query);
  }

  /** Pledges to revolving funds, by agreement and id. */
  @Get('revolving-pledges')
  @ReadsViews('agreements')
  @ApiOkResponse({ type: PledgesAnswer })
  pledges(@Param('programme') programme: string, @Query() query: PledgesQuery): Promise<PledgesAnswer> {
    return this.views.pledges(programme, query);
  }

  /** What the unit spent itself, by agreement and id. */
  @Get('spendings')
  @ReadsViews('agreements')
  @ApiOkResponse({ type: SpendingsAnswer })
  spendings(@Param('programme') programme: string, @Query() query: SpendingsQuery): Promise<SpendingsAnswer> {
    return this.views.spendings(programme, query);
  }

  /** Costs that a driver brought to a line, in the order in which they were. */
  @Get('cost-allocations')
  @ReadsViews('agreements')
  @ApiOkResponse({ type: AllocationsAnswer })
  allocations(
    @Param('programme') programme: string,
    @Query() query: SpendingsQuery,
  ): Promise<AllocationsAnswer> {
    return this.views.allocations(programme, query);
  }

  /** Records what producers promise to pay back into their organisation's own fund. */
  @PostCommand('agreements/:agreement/revolving-pledges')
  @AllowRoles('alliance-officer')
  pledge(
    @Param() { programme, agreement }: AgreementPath,
    @Body() body: PledgeRevolvingBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new PledgeRevolving({ ...ownFields(body), programme, agreement }, asked));
  }

  /** Records what was paid back of a pledge. */
  @PostCommand('agreements/:agreement/revolving-pledges/:pledge/repayments')
  @AllowRoles('alliance-officer')
  repay(
    @Param() { programme, agreement, pledge }: PledgePath,
    @Body() body: RepayRevolvingBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    const own = ownFields(body);
    return this.commands.execute(new RepayRevolving({ ...own, programme, agreement, pledge }, asked));
  }

  /** Records what the unit spent itself, under an agreement of administration. */
  @PostCommand('agreements/:agreement/spendings')
  @AllowRoles('finance-specialist', 'treasurer')
  spend(
    @Param() { programme, agreement }: AgreementPath,
    @Body() body: RecordSpendingBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new RecordSpending({ ...ownFields(body), programme, agreement }, asked));
  }

  /** Shares a cost out among lines by a driver: a proration, and no payment. */
  @PostCommand('agreements/:agreement/cost-allocations')
  @AllowRoles('finance-specialist')
  allocate(
    @Param() { programme, agreement }: AgreementPath,
    @Body() body: AllocateCostBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new AllocateCost({ ...ownFields(body), programme, agreement }, asked));
  }
}
