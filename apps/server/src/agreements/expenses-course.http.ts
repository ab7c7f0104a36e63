import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  AcceptExpense,
  ObserveExpense,
  RecordCreditNote,
  RemedyExpense,
  ReportExpense,
  ReturnBalance,
  RuleIneligible,
  SettleIneligible,
  WithdrawExpense,
} from '@tramo/agreements';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { ownFields } from '../http/command.dto';
import { AgreementPath } from './contracts-commands.dto';
import {
  AcceptExpenseBody,
  ExpensePath,
  ExpenseReasonBody,
  ObserveExpenseBody,
  RecordCreditNoteBody,
  RemedyExpenseBody,
  ReportExpenseBody,
  ReturnBalanceBody,
  SettleIneligibleBody,
  TrancheOfAgreementPath,
} from './expenses-commands.dto';

const ofPath = ({ programme, agreement, expense }: ExpensePath) => ({ programme, agreement, expense });

/** An expense from its report to its acceptance, or to how it was made good. */
@ApiTags('expenses')
@Controller('api/v1/programmes/:programme')
export class ExpenseCourseController {
  constructor(private readonly commands: CommandBus) {}

  /** Reports what was spent of a tranche that was paid, with the invoice of which it is the whole or a part. */
  @PostCommand('agreements/:agreement/expenses')
  @AllowRoles('alliance-officer')
  report(
    @Param() { programme, agreement }: AgreementPath,
    @Body() body: ReportExpenseBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ReportExpense({ ...ownFields(body), programme, agreement }, asked));
  }

  /** Sends an expense back with what is wrong, and by when it is to be remedied. */
  @PostCommand('agreements/:agreement/expenses/:expense/observations')
  @AllowRoles('fiduciary-analyst', 'disbursement-analyst')
  observe(
    @Param() path: ExpensePath,
    @Body() body: ObserveExpenseBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new ObserveExpense({ ...ownFields(body), ...ofPath(path) }, asked));
  }

  /** Answers an observation, with the report as it should have been. */
  @PostCommand('agreements/:agreement/expenses/:expense/remedies')
  @AllowRoles('alliance-officer')
  remedy(
    @Param() path: ExpensePath,
    @Body() body: RemedyExpenseBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new RemedyExpense({ ...ownFields(body), ...ofPath(path) }, asked));
  }

  /** Takes an expense for justified, as far as the tranche has anything left. */
  @PostCommand('agreements/:agreement/expenses/:expense/acceptances')
  @AllowRoles('fiduciary-analyst', 'disbursement-analyst')
  accept(
    @Param() path: ExpensePath,
    @Body() body: AcceptExpenseBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new AcceptExpense({ ...ownFields(body), ...ofPath(path) }, asked));
  }

  /** Rules an expense out, whether it was accepted or not: what the subsidy paid of it is owed. */
  @PostCommand('agreements/:agreement/expenses/:expense/rulings')
  @AllowRoles('fiduciary-analyst', 'disbursement-analyst')
  rule(
    @Param() path: ExpensePath,
    @Body() body: ExpenseReasonBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new RuleIneligible({ ...ownFields(body), ...ofPath(path) }, asked));
  }

  /** Takes a report back that nobody has accepted. */
  @PostCommand('agreements/:agreement/expenses/:expense/withdrawals')
  @AllowRoles('alliance-officer')
  withdraw(
    @Param() path: ExpensePath,
    @Body() body: ExpenseReasonBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new WithdrawExpense({ ...ownFields(body), ...ofPath(path) }, asked));
  }

  /** Says how what was ruled out is made good, wholly or in part. */
  @PostCommand('agreements/:agreement/expenses/:expense/settlements')
  @AllowRoles('treasurer')
  settle(
    @Param() path: ExpensePath,
    @Body() body: SettleIneligibleBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new SettleIneligible({ ...ownFields(body), ...ofPath(path) }, asked));
  }

  /** Takes back what is left of a tranche. */
  @PostCommand('agreements/:agreement/tranches/:tranche/refunds')
  @AllowRoles('treasurer')
  giveBack(
    @Param() { programme, agreement, tranche }: TrancheOfAgreementPath,
    @Body() body: ReturnBalanceBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    const own = ownFields(body);
    return this.commands.execute(new ReturnBalance({ ...own, programme, agreement, tranche }, asked));
  }

  /** Records what a supplier took back of an invoice. */
  @PostCommand('credit-notes')
  @AllowRoles('fiduciary-analyst', 'disbursement-analyst', 'alliance-officer')
  creditNote(
    @Param('programme') programme: string,
    @Body() body: RecordCreditNoteBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new RecordCreditNote({ ...ownFields(body), programme }, asked));
  }
}
