import { Body, Controller, Get, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import {
  AllocateCategory,
  DefineCategories,
  PlanCategories,
  ReallocateCategory,
  RecordPriorExecution,
  ShareFinancing,
  SignFinancingAgreement,
} from '@tramo/programmes';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ownFields } from '../http/command.dto';
import { ReadsViews } from '../http/reads-views';
import {
  AllocateCategoryBody,
  CategoriesAnswer,
  DefineCategoriesBody,
  FinancingWithSharesAnswer,
  PlanCategoriesBody,
  ReallocateCategoryBody,
  RecordPriorExecutionBody,
  ShareFinancingBody,
  SharesAnswer,
  SignFinancingAgreementBody,
} from './financing.dto';
import { ProgrammeViews } from './programme-views';

/** A lender's credit: who executes which share of it, and for which categories. */
@ApiTags('financing')
@Controller('api/v1/financing')
export class FinancingController {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: ProgrammeViews,
  ) {}

  /** Records that an agreement is signed. */
  @PostCommand()
  @AllowRoles('coordinator', 'finance-specialist', 'administrator')
  sign(@Body() body: SignFinancingAgreementBody, @Asked() asked: CommandContext): Promise<CommandAnswer> {
    return this.commands.execute(new SignFinancingAgreement(ownFields(body), asked));
  }

  /** Gives an executor its share. */
  @PostCommand(':financing/shares')
  @AllowRoles('coordinator', 'finance-specialist', 'administrator')
  share(
    @Param('financing') financing: string,
    @Body() body: ShareFinancingBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ShareFinancing({ ...ownFields(body), financing }, asked));
  }

  /** Defines the lender's categories. What has been defined is never renamed. */
  @PostCommand(':financing/categories')
  @AllowRoles('coordinator', 'finance-specialist', 'administrator')
  define(
    @Param('financing') financing: string,
    @Body() body: DefineCategoriesBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new DefineCategories({ ...ownFields(body), financing }, asked));
  }

  /** Allocates a part of a share to a category. */
  @PostCommand(':financing/allocations')
  @AllowRoles('coordinator', 'finance-specialist')
  allocate(
    @Param('financing') financing: string,
    @Body() body: AllocateCategoryBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new AllocateCategory({ ...ownFields(body), financing }, asked));
  }

  /** Moves what is free in a category to another of the same share. */
  @PostCommand(':financing/reallocations')
  @AllowRoles('coordinator', 'finance-specialist')
  reallocate(
    @Param('financing') financing: string,
    @Body() body: ReallocateCategoryBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ReallocateCategory({ ...ownFields(body), financing }, asked));
  }

  /** Programmes a year by category, in the lender's currency. */
  @PostCommand(':financing/plans')
  @AllowRoles('coordinator', 'finance-specialist')
  plan(
    @Param('financing') financing: string,
    @Body() body: PlanCategoriesBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new PlanCategories({ ...ownFields(body), financing }, asked));
  }

  /** Records what had been documented to the lender before this ledger began. */
  @PostCommand(':financing/prior-executions')
  @AllowRoles('coordinator', 'finance-specialist')
  recordPrior(
    @Param('financing') financing: string,
    @Body() body: RecordPriorExecutionBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new RecordPriorExecution({ ...ownFields(body), financing }, asked));
  }

  /** One agreement with its shares and categories. */
  @Get(':financing')
  @ReadsViews('programmes')
  @ApiOkResponse({ type: FinancingWithSharesAnswer })
  one(@Param('financing') financing: string): Promise<FinancingWithSharesAnswer> {
    return this.views.financing(financing);
  }

  /** Shares by executor and purpose. */
  @Get(':financing/shares')
  @ReadsViews('programmes')
  @ApiOkResponse({ type: SharesAnswer })
  async shares(@Param('financing') financing: string): Promise<SharesAnswer> {
    return { items: (await this.views.financing(financing)).shares };
  }

  /** Categories by code. */
  @Get(':financing/categories')
  @ReadsViews('programmes')
  @ApiOkResponse({ type: CategoriesAnswer })
  async categories(@Param('financing') financing: string): Promise<CategoriesAnswer> {
    return { items: (await this.views.financing(financing)).categories };
  }
}
