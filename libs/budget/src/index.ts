export { budget } from './budget';
export { budgetPostings } from './budget.postings';
export { budgetStream, type BudgetState } from './budget.state';
export { ReleaseCategoryReservation } from './category/release-category-reservation';
export { ReserveCategory } from './category/reserve-category';
export {
  categoryAnswer,
  categoryFact,
  freesCategory,
  movesCategory,
  reservesCategory,
  type CategoryAnswer,
  type CategoryAsk,
  type CategoryMovementAsk,
  type CategoryReturnAsk,
} from './category/categories-of-agreements';
export { inLendersCurrency, lenderRateFacts, type RateFacts, type Taken } from './category/lenders-currency';
export {
  budgetLineAnswer,
  budgetLineFact,
  commitsLine,
  movesCommitment,
  returnsToLine,
  type BudgetLineAnswer,
  type CommitmentAsk,
  type MovementAsk,
  type ReturnAsk,
} from './commitments-of-agreements';
export { CarryForward } from './commands/carry-forward';
export { CloseBudgetYear } from './commands/close-budget-year';
export { Commit } from './commands/commit';
export { InscribeAppropriation } from './commands/inscribe-appropriation';
export { OpenBudget } from './commands/open-budget';
export { PlanBudget, ReducePlan } from './commands/plan-budget';
export { PreCommit, ReleasePreCommitment } from './commands/pre-commit';
export { ReclassifyLines } from './commands/reclassify-lines';
export { ReduceAppropriation } from './commands/reduce-appropriation';
export { ReleaseCommitment } from './commands/release-commitment';
export { RequestInscription, WithdrawInscriptionRequest } from './commands/request-inscription';
export { TransferAppropriation } from './commands/transfer-appropriation';
export { budgetEvents } from './events';
export { yearClosed } from './commands/refusals';
export { budgetHandlers } from './handlers';
export type { CategoryMove, CommitmentMove, CommitmentReturn } from './moves';
export { budgetProjection } from './view/budget.view';
export * from './view/queries';
export type { BudgetTables, LegalEffect } from './view/tables';
