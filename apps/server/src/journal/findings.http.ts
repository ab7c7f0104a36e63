import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { CloseFinding, ExplainFinding, ReopenFinding } from '@tramo/journal';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ReadsViews } from '../http/reads-views';
import { FindingPages } from './finding-pages';
import { ProgrammeBooks } from './programme-books';
import {
  CloseFindingBody,
  ExplainFindingBody,
  FindingsAnswer,
  FindingsQuery,
  FindingWithStepsAnswer,
  ReopenFindingBody,
} from './findings.dto';

/** Rules that imported history broke, and what people say about them. */
@ApiTags('findings')
@Controller('api/v1/programmes/:programme/findings')
export class FindingsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly findings: FindingPages,
    private readonly programmes: ProgrammeBooks,
  ) {}

  /** Findings in the order in which they were made. */
  @Get()
  @ReadsViews('findings', 'programmes')
  @ApiOkResponse({ type: FindingsAnswer })
  async list(@Param('programme') programme: string, @Query() query: FindingsQuery): Promise<FindingsAnswer> {
    await this.programmes.mustExist(programme);
    return this.findings.page(programme, query);
  }

  /** One finding with all that was said about it. */
  @Get(':finding')
  @ReadsViews('findings')
  @ApiOkResponse({ type: FindingWithStepsAnswer })
  one(
    @Param('programme') programme: string,
    @Param('finding') finding: string,
  ): Promise<FindingWithStepsAnswer> {
    return this.findings.one(programme, finding);
  }

  /** Says why it is as it is. */
  @PostCommand(':finding/explanations')
  @AllowRoles(
    'finance-specialist',
    'disbursement-analyst',
    'fiduciary-analyst',
    'coordinator',
    'administrator',
  )
  async explain(
    @Param('programme') programme: string,
    @Param('finding') id: string,
    @Body() { explanation }: ExplainFindingBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(
      new ExplainFinding({ ...(await this.named(programme, id)), explanation }, asked),
    );
  }

  /** Accepts the explanation that somebody else gave. */
  @PostCommand(':finding/closings')
  @AllowRoles('finance-specialist', 'fiduciary-analyst', 'coordinator', 'auditor')
  async close(
    @Param('programme') programme: string,
    @Param('finding') id: string,
    @Body() { note }: CloseFindingBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(
      new CloseFinding({ ...(await this.named(programme, id)), note: note ?? null }, asked),
    );
  }

  /** Takes up again what was closed. */
  @PostCommand(':finding/reopenings')
  @AllowRoles('finance-specialist', 'fiduciary-analyst', 'coordinator', 'auditor')
  async reopen(
    @Param('programme') programme: string,
    @Param('finding') id: string,
    @Body() { reason }: ReopenFindingBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ReopenFinding({ ...(await this.named(programme, id)), reason }, asked));
  }

  private async named(programme: string, id: string) {
    const { code } = await this.findings.one(programme, id);
    return { finding: id, programme, code };
  }
}
