import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  CarryForward,
  CloseBudgetYear,
  InscribeAppropriation,
  OpenBudget,
  PlanBudget,
  ReclassifyLines,
  ReduceAppropriation,
  ReducePlan,
  RequestInscription,
  TransferAppropriation,
  WithdrawInscriptionRequest,
} from '@tramo/budget';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ownFields } from '../http/command.dto';
import {
  CarryForwardBody,
  InscribeAppropriationBody,
  OpenBudgetBody,
  PlanBudgetBody,
  ReclassifyLinesBody,
  ReduceAppropriationBody,
  RequestInscriptionBody,
  TransferAppropriationBody,
  WithdrawInscriptionRequestBody,
} from './commands.dto';
import { namedLine } from './named-line';
import { BudgetCommandBody } from './shapes.dto';

/** The plan of a budget year, and what the law enters in it. */
@ApiTags('budget')
@Controller('api/v1/programmes/:programme/budgets')
export class AppropriationsController {
  constructor(private readonly commands: CommandBus) {}

  /** Opens the budget of a year. */
  @PostCommand()
  @AllowRoles('finance-specialist', 'coordinator', 'administrator')
  open(
    @Param('programme') programme: string,
    @Body() body: OpenBudgetBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new OpenBudget({ ...ownFields(body), programme }, asked));
  }

  /** Adds to what is programmed. */
  @PostCommand(':year/plans')
  @AllowRoles('finance-specialist', 'coordinator')
  plan(
    @Param('programme') programme: string,
    @Param('year') year: string,
    @Body() body: PlanBudgetBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new PlanBudget({ ...ownFields(body), programme, year }, asked));
  }

  /** Takes from what is programmed. */
  @PostCommand(':year/plan-reductions')
  @AllowRoles('finance-specialist', 'coordinator')
  reducePlan(
    @Param('programme') programme: string,
    @Param('year') year: string,
    @Body() body: PlanBudgetBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ReducePlan({ ...ownFields(body), programme, year }, asked));
  }

  /** Asks for an inscription. It is not law yet. */
  @PostCommand(':year/inscription-requests')
  @AllowRoles('finance-specialist', 'disbursement-analyst', 'coordinator')
  request(
    @Param('programme') programme: string,
    @Param('year') year: string,
    @Body() body: RequestInscriptionBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new RequestInscription({ ...ownFields(body), programme, year }, asked));
  }

  /** Takes back what no inscription has answered. */
  @PostCommand(':year/inscription-requests/:request/withdrawals')
  @AllowRoles('finance-specialist', 'disbursement-analyst', 'coordinator')
  withdraw(
    @Param('programme') programme: string,
    @Param('year') year: string,
    @Param('request') request: string,
    @Body() body: WithdrawInscriptionRequestBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    const withdrawal = { ...ownFields(body), programme, year, request };
    return this.commands.execute(new WithdrawInscriptionRequest(withdrawal, asked));
  }

  /** Inscribes by a legal act; by another person than the one who asked for it. */
  @PostCommand(':year/inscriptions')
  @AllowRoles('finance-specialist', 'coordinator')
  inscribe(
    @Param('programme') programme: string,
    @Param('year') year: string,
    @Body() body: InscribeAppropriationBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new InscribeAppropriation({ ...ownFields(body), programme, year }, asked));
  }

  /** Moves what is available from one line to another. */
  @PostCommand(':year/transfers')
  @AllowRoles('finance-specialist', 'coordinator')
  transfer(
    @Param('programme') programme: string,
    @Param('year') year: string,
    @Body() body: TransferAppropriationBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new TransferAppropriation({ ...ownFields(body), programme, year }, asked));
  }

  /** Cuts lines, down to what is committed. */
  @PostCommand(':year/reductions')
  @AllowRoles('finance-specialist', 'coordinator')
  reduce(
    @Param('programme') programme: string,
    @Param('year') year: string,
    @Body() body: ReduceAppropriationBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ReduceAppropriation({ ...ownFields(body), programme, year }, asked));
  }

  /** Takes over what the year before has available. That year is closed afterwards, not before. */
  @PostCommand(':year/carry-forwards')
  @AllowRoles('finance-specialist', 'coordinator')
  carry(
    @Param('programme') programme: string,
    @Param('year') year: string,
    @Body() { lines, ...body }: CarryForwardBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    const carried = lines.map(({ from, ...one }) => ({ ...one, from: namedLine(from) }));
    const carry = { ...ownFields(body), programme, year, lines: carried };
    return this.commands.execute(new CarryForward(carry, asked));
  }

  /** Moves everything on a line to the category that a corrected crosswalk gives it. */
  @PostCommand(':year/reclassifications')
  @AllowRoles('finance-specialist', 'coordinator')
  reclassify(
    @Param('programme') programme: string,
    @Param('year') year: string,
    @Body() { from, ...body }: ReclassifyLinesBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    const reclassification = { ...ownFields(body), programme, year, from: namedLine(from) };
    return this.commands.execute(new ReclassifyLines(reclassification, asked));
  }

  /** Closes the year: what is free and what is set aside lapses. Asked again while something is still to lapse. */
  @PostCommand(':year/closings')
  @AllowRoles('finance-specialist', 'coordinator')
  close(
    @Param('programme') programme: string,
    @Param('year') year: string,
    @Body() body: BudgetCommandBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new CloseBudgetYear({ ...ownFields(body), programme, year }, asked));
  }
}
