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
export {
  ELIGIBLE_AT,
  financingEvents,
  WITHDRAWAL_KINDS,
  CategoryReserved,
  CategoryReservationReleased,
} from './financing/financing.events';
export { financingPostings } from './financing/financing.postings';
export {
  balanceOf,
  financing,
  freeOf,
  type CategoryBalance,
  type CategoryReservation,
  type FinancingState,
} from './financing/financing.state';
