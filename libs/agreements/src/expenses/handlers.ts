import type { AnyDecidingHandler } from '@tramo/event-log';
import { AcceptExpenseHandler } from './commands/accept-expense';
import { AllocateCostHandler } from './commands/allocate-cost';
import { ObserveExpenseHandler } from './commands/observe-expense';
import { PledgeRevolvingHandler, RepayRevolvingHandler } from './commands/pledges';
import { RecordSpendingHandler } from './commands/record-spending';
import { RemedyExpenseHandler } from './commands/remedy-expense';
import { ReportExpenseHandler } from './commands/report-expense';
import { ReturnBalanceHandler } from './commands/return-balance';
import { RuleIneligibleHandler } from './commands/rule-ineligible';
import { SettleIneligibleHandler } from './commands/settle-ineligible';
import { WithdrawExpenseHandler } from './commands/withdraw-expense';
import { RecordCreditNoteHandler } from './invoice/record-credit-note';

export const expensesHandlers: readonly AnyDecidingHandler[] = [
  ReportExpenseHandler,
  ObserveExpenseHandler,
  RemedyExpenseHandler,
  AcceptExpenseHandler,
  RuleIneligibleHandler,
  WithdrawExpenseHandler,
  SettleIneligibleHandler,
  ReturnBalanceHandler,
  PledgeRevolvingHandler,
  RepayRevolvingHandler,
  RecordSpendingHandler,
  AllocateCostHandler,
  RecordCreditNoteHandler,
];
