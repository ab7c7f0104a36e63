import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Commit, PreCommit, ReleaseCommitment, ReleasePreCommitment } from '@tramo/budget';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ownFields } from '../http/command.dto';
import { CommitBody, PreCommitBody, ReleaseBody } from './commands.dto';

/** What of a budget year is set aside and committed. */
@ApiTags('budget')
@Controller('api/v1/programmes/:programme/budgets/:year')
export class CommitmentsController {
  constructor(private readonly commands: CommandBus) {}

  /** Sets aside what a line has available. */
  @PostCommand('pre-commitments')
  @AllowRoles('finance-specialist', 'disbursement-analyst', 'coordinator')
  preCommit(
    @Param('programme') programme: string,
    @Param('year') year: string,
    @Body() body: PreCommitBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new PreCommit({ ...ownFields(body), programme, year }, asked));
  }

  /** Gives back to the line what a pre-commitment holds, or part of it. */
  @PostCommand('pre-commitments/:id/releases')
  @AllowRoles('finance-specialist', 'disbursement-analyst', 'coordinator')
  releasePreCommitment(
    @Param('programme') programme: string,
    @Param('year') year: string,
    @Param('id') id: string,
    @Body() body: ReleaseBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(
      new ReleasePreCommitment({ ...ownFields(body), programme, year, id }, asked),
    );
  }

  /** Commits the year's instalments of what was signed, from a pre-commitment or from what is available. */
  @PostCommand('commitments')
  @AllowRoles('finance-specialist', 'coordinator')
  commit(
    @Param('programme') programme: string,
    @Param('year') year: string,
    @Body() body: CommitBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new Commit({ ...ownFields(body), programme, year }, asked));
  }

  /** Gives back what is not accrued: first to its pre-commitment, then to the line. */
  @PostCommand('commitments/:id/releases')
  @AllowRoles('finance-specialist', 'coordinator')
  releaseCommitment(
    @Param('programme') programme: string,
    @Param('year') year: string,
    @Param('id') id: string,
    @Body() body: ReleaseBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ReleaseCommitment({ ...ownFields(body), programme, year, id }, asked));
  }
}
