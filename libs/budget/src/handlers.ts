import { ReleaseCategoryReservationHandler } from './category/release-category-reservation';
import { ReserveCategoryHandler } from './category/reserve-category';
import { CarryForwardHandler } from './commands/carry-forward';
import { CloseBudgetYearHandler } from './commands/close-budget-year';
import { CommitHandler } from './commands/commit';
import { InscribeAppropriationHandler } from './commands/inscribe-appropriation';
import { OpenBudgetHandler } from './commands/open-budget';
import { PlanBudgetHandler, ReducePlanHandler } from './commands/plan-budget';
import { PreCommitHandler, ReleasePreCommitmentHandler } from './commands/pre-commit';
import { ReclassifyLinesHandler } from './commands/reclassify-lines';
import { ReduceAppropriationHandler } from './commands/reduce-appropriation';
import { ReleaseCommitmentHandler } from './commands/release-commitment';
import { RequestInscriptionHandler, WithdrawInscriptionRequestHandler } from './commands/request-inscription';
import { TransferAppropriationHandler } from './commands/transfer-appropriation';

/** What answers the commands of the room. */
export const budgetHandlers = [
  OpenBudgetHandler,
  PlanBudgetHandler,
  ReducePlanHandler,
  RequestInscriptionHandler,
  WithdrawInscriptionRequestHandler,
  InscribeAppropriationHandler,
  TransferAppropriationHandler,
  ReduceAppropriationHandler,
  PreCommitHandler,
  ReleasePreCommitmentHandler,
  CommitHandler,
  ReleaseCommitmentHandler,
  CloseBudgetYearHandler,
  CarryForwardHandler,
  ReclassifyLinesHandler,
  ReserveCategoryHandler,
  ReleaseCategoryReservationHandler,
];
