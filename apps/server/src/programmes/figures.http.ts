import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { RecordFigures } from '@tramo/programmes';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ownFields } from '../http/command.dto';
import { ReadsViews } from '../http/reads-views';
import { ProgrammePath } from '../identity/policy.dto';
import { FiguresOfProgrammeQuery, RecordedFiguresAnswer, RecordFiguresBody } from './figures.dto';
import { ProgrammeViews } from './programme-views';

/** Numbers that are no money: whom a programme reaches, what it makes, and what documents declare. */
@ApiTags('programmes')
@Controller('api/v1/programmes/:programme/figures')
export class FiguresController {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: ProgrammeViews,
  ) {}

  /** Records up to 500 figures. One about the same as an earlier one takes its place. */
  @PostCommand()
  @AllowRoles('finance-specialist', 'coordinator', 'administrator')
  record(
    @Param() { programme }: ProgrammePath,
    @Body() body: RecordFiguresBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new RecordFigures({ ...ownFields(body), programme }, asked));
  }

  /** The figures as they now are. */
  @Get()
  @ReadsViews('programmes')
  @ApiOkResponse({ type: RecordedFiguresAnswer })
  list(
    @Param() { programme }: ProgrammePath,
    @Query() query: FiguresOfProgrammeQuery,
  ): Promise<RecordedFiguresAnswer> {
    return this.views.figures(programme, query);
  }
}
