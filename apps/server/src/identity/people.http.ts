import { Body, Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { EndEngagement, EngagePerson, type PoliciesTables } from '@tramo/identity';
import type { SqlStore } from '@tramo/stores';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ReadsViews } from '../http/reads-views';
import { VIEWS } from '../injection';
import {
  EndEngagementBody,
  EngagePersonBody,
  EngagementsAnswer,
  PeopleQuery,
  PersonPath,
} from './people.dto';
import { ProgrammePath } from './policy.dto';

/** Who works for whom, and who hired them: what duties are told apart by. */
@ApiTags('people')
@Controller('api/v1/programmes/:programme/people')
export class PeopleController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(VIEWS) private readonly views: SqlStore<PoliciesTables>,
  ) {}

  /** The engagements of a programme. */
  @Get()
  @ReadsViews('policies')
  @ApiOkResponse({ type: EngagementsAnswer })
  async list(
    @Param() { programme }: ProgrammePath,
    @Query() { on }: PeopleQuery,
  ): Promise<EngagementsAnswer> {
    let query = this.views.db.selectFrom('engagement').selectAll().where('programme', '=', programme);
    if (on !== undefined) {
      query = query
        .where('starts_on', '<=', on)
        .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', on)]));
    }
    const rows = await query.orderBy('person').orderBy('starts_on').execute();
    return {
      items: rows.map(({ person, employer, hired_by, starts_on, ends_on }) => ({
        person,
        employer,
        hiredBy: hired_by,
        from: starts_on,
        until: ends_on,
      })),
    };
  }

  /** Says for whom somebody works from a day on, and who hired them. */
  @PostCommand()
  @AllowRoles('coordinator', 'administrator')
  engage(
    @Param() { programme }: ProgrammePath,
    @Body() { person, employer, hiredBy, from }: EngagePersonBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    const body = { programme, person, employer, hiredBy: hiredBy ?? null, from };
    return this.commands.execute(new EngagePerson(body, asked));
  }

  /** Says the last day of an engagement that goes on. */
  @PostCommand(':person/ends')
  @AllowRoles('coordinator', 'administrator')
  end(
    @Param() { programme, person }: PersonPath,
    @Body() { until }: EndEngagementBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new EndEngagement({ programme, person, until }, asked));
  }
}
