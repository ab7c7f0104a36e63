import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import {
  AdoptCrosswalk,
  CLASSIFIERS,
  DefineClassifierEntries,
  SupersedeClassifierEntry,
  type Classifier,
} from '@tramo/programmes';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ownFields } from '../http/command.dto';
import { problems } from '../http/problems';
import { ReadsViews } from '../http/reads-views';
import {
  AdoptCrosswalkBody,
  ClassifierEntriesAnswer,
  ClassifierQuery,
  CrosswalkQuery,
  CrosswalksAnswer,
  DefineClassifierEntriesBody,
  SupersedeClassifierEntryBody,
} from './classifiers.dto';
import { ProgrammeViews } from './programme-views';

const InClassifier = (): MethodDecorator => ApiParam({ name: 'classifier', enum: CLASSIFIERS });

/** What the money of a programme is classified by: dated lists, and the way from components to categories. */
@ApiTags('programmes')
@Controller('api/v1/programmes/:programme')
export class ClassifiersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: ProgrammeViews,
  ) {}

  /** Defines entries. What has been defined is never renamed. */
  @PostCommand('classifiers/:classifier')
  @InClassifier()
  @AllowRoles('coordinator', 'finance-specialist', 'administrator')
  define(
    @Param('programme') programme: string,
    @Param('classifier') classifier: string,
    @Body() { entries }: DefineClassifierEntriesBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    const body = {
      programme,
      classifier: named(classifier),
      entries,
    };
    return this.commands.execute(new DefineClassifierEntries(body, asked));
  }

  /** Ends the use of an entry, and says what takes its place. */
  @PostCommand('classifiers/:classifier/supersessions')
  @InClassifier()
  @AllowRoles('coordinator', 'finance-specialist', 'administrator')
  supersede(
    @Param('programme') programme: string,
    @Param('classifier') classifier: string,
    @Body() body: SupersedeClassifierEntryBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    const asBody = { ...ownFields(body), programme, classifier: named(classifier) };
    return this.commands.execute(new SupersedeClassifierEntry(asBody, asked));
  }

  /** Entries by code: all there ever were, or those valid on a date. */
  @Get('classifiers/:classifier')
  @InClassifier()
  @ReadsViews('programmes')
  @ApiOkResponse({ type: ClassifierEntriesAnswer })
  entries(
    @Param('programme') programme: string,
    @Param('classifier') classifier: string,
    @Query() query: ClassifierQuery,
  ): Promise<ClassifierEntriesAnswer> {
    return this.views.classifier(programme, named(classifier), query);
  }

  /** Says which category of a lender pays which component, from a date on. */
  @PostCommand('crosswalks')
  @AllowRoles('coordinator', 'finance-specialist', 'administrator')
  adopt(
    @Param('programme') programme: string,
    @Body() body: AdoptCrosswalkBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new AdoptCrosswalk({ ...ownFields(body), programme }, asked));
  }

  /** The crosswalks in force on a date, as a list of components and categories. */
  @Get('crosswalks')
  @ReadsViews('programmes')
  @ApiOkResponse({ type: CrosswalksAnswer })
  crosswalks(
    @Param('programme') programme: string,
    @Query() query: CrosswalkQuery,
  ): Promise<CrosswalksAnswer> {
    return this.views.crosswalks(programme, query);
  }
}

function named(classifier: string): Classifier {
  const found = CLASSIFIERS.find((one) => one === classifier);
  if (!found) throw problems.noSuch('classifier', classifier);
  return found;
}
