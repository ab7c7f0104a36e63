import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { AdoptBudgetCodeScheme, OpenProgramme, RegisterEntity } from '@tramo/programmes';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ownFields } from '../http/command.dto';
import { ReadsViews } from '../http/reads-views';
import { PageQuery } from '../http/tables/page.dto';
import { FinancingAgreementsAnswer } from './financing.dto';
import { ProgrammeViews } from './programme-views';
import {
  AdoptBudgetCodeSchemeBody,
  EntitiesAnswer,
  OpenProgrammeBody,
  ProgrammeAnswer,
  ProgrammesAnswer,
  RegisterEntityBody,
} from './programmes.dto';

/** Programmes, whose books they keep, and what finances them. */
@ApiTags('programmes')
@Controller('api/v1/programmes')
export class ProgrammesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: ProgrammeViews,
  ) {}

  /** Opens a programme. */
  @PostCommand()
  @AllowRoles('coordinator', 'finance-specialist', 'administrator')
  open(@Body() body: OpenProgrammeBody, @Asked() asked: CommandContext): Promise<CommandAnswer> {
    return this.commands.execute(new OpenProgramme(ownFields(body), asked));
  }

  /** Programmes by code. */
  @Get()
  @ReadsViews('programmes')
  @ApiOkResponse({ type: ProgrammesAnswer })
  list(@Query() query: PageQuery): Promise<ProgrammesAnswer> {
    return this.views.programmes(query);
  }

  /** One programme. */
  @Get(':programme')
  @ReadsViews('programmes')
  @ApiOkResponse({ type: ProgrammeAnswer })
  one(@Param('programme') programme: string): Promise<ProgrammeAnswer> {
    return this.views.programme(programme);
  }

  /** Registers an entity whose books are kept, or watched. */
  @PostCommand(':programme/entities')
  @AllowRoles('coordinator', 'finance-specialist', 'alliance-officer', 'administrator')
  register(
    @Param('programme') programme: string,
    @Body() body: RegisterEntityBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new RegisterEntity({ ...ownFields(body), programme }, asked));
  }

  /** Entities by code. */
  @Get(':programme/entities')
  @ReadsViews('programmes')
  @ApiOkResponse({ type: EntitiesAnswer })
  entities(@Param('programme') programme: string, @Query() query: PageQuery): Promise<EntitiesAnswer> {
    return this.views.entities(programme, query);
  }

  /** Adopts the levels of which its budget codes are made. */
  @PostCommand(':programme/budget-code-schemes')
  @AllowRoles('coordinator', 'finance-specialist', 'administrator')
  adoptScheme(
    @Param('programme') programme: string,
    @Body() body: AdoptBudgetCodeSchemeBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new AdoptBudgetCodeScheme({ ...ownFields(body), programme }, asked));
  }

  /** The agreements that finance it, by code. */
  @Get(':programme/financing')
  @ReadsViews('programmes')
  @ApiOkResponse({ type: FinancingAgreementsAnswer })
  async financing(@Param('programme') programme: string): Promise<FinancingAgreementsAnswer> {
    return { items: await this.views.financingOf(programme) };
  }
}
