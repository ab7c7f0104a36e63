export {
  CLASSIFIERS,
  ENTITY_KINDS,
  financingStream,
  programmeStream,
  SOURCE_KINDS,
  type Classifier,
  type EntityKind,
  type SourceKind,
} from './codes';
export { lineKey, lineSchema, type AskedLine, type Line } from './line';
export { linesOf, type LineProblem, type ProgrammeAnswer } from './programme/programme-answer';
export { programmeAnswer, programmeFact } from './programme/programme-fact';
export { codeUnknown, monthClosed, programmeUnknown, rulesOfProgramme } from './programme/rules-of-programme';
export { programme, type ProgrammeState } from './programme/programme.state';
export * from './programme/programme.events';
export * from './programme/adopt-budget-code-scheme';
export * from './programme/adopt-crosswalk';
export * from './programme/define-classifier-entries';
export { EnterHolidays, HOLIDAYS_MAX, WithdrawHoliday } from './programme/holidays';
export * from './programme/months';
export * from './programme/open-programme';
export * from './programme/register-entity';
export * from './programme/supersede-classifier-entry';
export {
  CategoryReservationReleased,
  CategoryReserved,
  ELIGIBLE_AT,
  CategoryMoved,
  financingEvents,
  WITHDRAWAL_KINDS,
  type CategoryStation,
  type FinancingEvent,
} from './financing/financing.events';
export { financingPostings } from './financing/financing.postings';
export {
  balanceOf,
  financing,
  freeOf,
  suspensionOn,
  type CategoryBalance,
  type CategoryReservation,
  type FinancingState,
  type Suspension,
} from './financing/financing.state';
export { financingUnknown } from './financing/refusals';
export { figureEvents, FigureRecorded } from './figures/figures.events';
export { figuresStream } from './figures/figures.state';
export { FIGURES_MAX, RecordFigures, type AskedFigure } from './figures/record-figures';
export { WELL_KNOWN_FIGURES } from './figures/well-known';
export * from './financing/allocate-category';
export * from './financing/define-categories';
export * from './financing/plan-categories';
export * from './financing/reallocate-category';
export * from './financing/record-prior-execution';
export * from './financing/share-financing';
export * from './financing/sign-financing-agreement';
export { LiftFinancingSuspension, SuspendFinancing } from './financing/suspension';
export { programmesHandlers } from './handlers';
export { programmesProjection } from './view/programmes.view';
export type { ProgrammesTables } from './view/tables';
export * from './view/queries';
