import { RecordFiguresHandler } from './figures/record-figures';
import { AllocateCategoryHandler } from './financing/allocate-category';
import { DefineCategoriesHandler } from './financing/define-categories';
import { PlanCategoriesHandler } from './financing/plan-categories';
import { ReallocateCategoryHandler } from './financing/reallocate-category';
import { RecordPriorExecutionHandler } from './financing/record-prior-execution';
import { ShareFinancingHandler } from './financing/share-financing';
import { SignFinancingAgreementHandler } from './financing/sign-financing-agreement';
import { LiftFinancingSuspensionHandler, SuspendFinancingHandler } from './financing/suspension';
import { AdoptBudgetCodeSchemeHandler } from './programme/adopt-budget-code-scheme';
import { AdoptCrosswalkHandler } from './programme/adopt-crosswalk';
import { DefineClassifierEntriesHandler } from './programme/define-classifier-entries';
import { EnterHolidaysHandler, WithdrawHolidayHandler } from './programme/holidays';
import {
  CloseMonthHandler,
  ProposeMonthReopeningHandler,
  SecondMonthReopeningHandler,
} from './programme/months';
import { OpenProgrammeHandler } from './programme/open-programme';
import { RegisterEntityHandler } from './programme/register-entity';
import { SupersedeClassifierEntryHandler } from './programme/supersede-classifier-entry';

/** One for each of the room's commands. */
export const programmesHandlers = [
  OpenProgrammeHandler,
  RegisterEntityHandler,
  AdoptBudgetCodeSchemeHandler,
  DefineClassifierEntriesHandler,
  SupersedeClassifierEntryHandler,
  AdoptCrosswalkHandler,
  CloseMonthHandler,
  ProposeMonthReopeningHandler,
  SecondMonthReopeningHandler,
  SignFinancingAgreementHandler,
  ShareFinancingHandler,
  DefineCategoriesHandler,
  AllocateCategoryHandler,
  ReallocateCategoryHandler,
  PlanCategoriesHandler,
  RecordPriorExecutionHandler,
  SuspendFinancingHandler,
  LiftFinancingSuspensionHandler,
  EnterHolidaysHandler,
  WithdrawHolidayHandler,
  RecordFiguresHandler,
] as const;
