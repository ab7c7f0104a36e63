import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  AssessOpportunity,
  FormulatePlan,
  GiveOpinion,
  PrioritiseAlliance,
  RequestAlliance,
} from '@tramo/agreements';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ownFields } from '../http/command.dto';
import { ReadsViews } from '../http/reads-views';
import { ProgrammePath } from '../identity/policy.dto';
import { AllianceInFullAnswer, AlliancesAnswer, AlliancesQuery } from './alliances-answers.dto';
import {
  AlliancePath,
  AssessOpportunityBody,
  FormulatePlanBody,
  GiveOpinionBody,
  PrioritiseAllianceBody,
  RequestAllianceBody,
} from './alliances-commands.dto';
import { AllianceViews } from './alliances-views';

/** Alliances of producers and buyers, from the request to the committee. */
@ApiTags('alliances')
@Controller('api/v1/programmes/:programme/alliances')
export class AlliancesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: AllianceViews,
  ) {}

  /** Alliances by code, with whose turn it is. */
  @Get()
  @ReadsViews('agreements', 'programmes')
  @ApiOkResponse({ type: AlliancesAnswer })
  list(@Param() { programme }: ProgrammePath, @Query() query: AlliancesQuery): Promise<AlliancesAnswer> {
    return this.views.list(programme, query);
  }

  /** One alliance, with its opinions, the days of its steps and its timeline. */
  @Get(':alliance')
  @ReadsViews('agreements', 'programmes')
  @ApiOkResponse({ type: AllianceInFullAnswer })
  one(@Param() { programme, alliance }: AlliancePath): Promise<AllianceInFullAnswer> {
    return this.views.one({ programme, alliance });
  }

  /** Requests an alliance, for an organisation. */
  @PostCommand()
  @AllowRoles('alliance-officer', 'coordinator')
  request(
    @Param() { programme }: ProgrammePath,
    @Body() body: RequestAllianceBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new RequestAlliance({ ...ownFields(body), programme }, asked));
  }

  /** Says whether there is an alliance in it; what is not viable ends here. */
  @PostCommand(':alliance/assessments')
  @AllowRoles('alliance-officer', 'coordinator')
  assess(
    @Param() { programme, alliance }: AlliancePath,
    @Body() body: AssessOpportunityBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new AssessOpportunity({ ...ownFields(body), programme, alliance }, asked));
  }

  /** Formulates the plan, or formulates it anew until the committee meets: who does so is its adviser. */
  @PostCommand(':alliance/plans')
  @AllowRoles('alliance-officer', 'coordinator')
  plan(
    @Param() { programme, alliance }: AlliancePath,
    @Body() body: FormulatePlanBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new FormulatePlan({ ...ownFields(body), programme, alliance }, asked));
  }

  /** Rates the plan in one aspect; its adviser, and whoever is tied to its adviser, does not. */
  @PostCommand(':alliance/opinions')
  @AllowRoles('alliance-officer', 'finance-specialist', 'fiduciary-analyst', 'coordinator')
  rate(
    @Param() { programme, alliance }: AlliancePath,
    @Body() body: GiveOpinionBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new GiveOpinion({ ...ownFields(body), programme, alliance }, asked));
  }

  /** Prioritises it, as the committee decided on its five opinions. */
  @PostCommand(':alliance/prioritisations')
  @AllowRoles('alliance-officer', 'coordinator')
  prioritise(
    @Param() { programme, alliance }: AlliancePath,
    @Body() body: PrioritiseAllianceBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new PrioritiseAlliance({ ...ownFields(body), programme, alliance }, asked));
  }
}
