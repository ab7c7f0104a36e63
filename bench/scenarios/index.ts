import type { Scenario } from '../scenario';
import { appendScenarios } from './append';
import { approveScenarios } from './approve';
import { asOfScenarios } from './as-of';
import { commandScenarios } from './commands';
import { demonstrationScenarios } from './demonstration';
import { httpScenarios } from './http';
import { importScenarios } from './import';
import { readScenarios } from './read';
import { rebuildScenarios } from './rebuild';
import { reportScenarios } from './report';

export const scenarios: readonly Scenario[] = [
  ...appendScenarios,
  ...approveScenarios,
  ...commandScenarios,
  ...httpScenarios,
  ...importScenarios,
  ...readScenarios,
  ...rebuildScenarios,
  ...reportScenarios,
  ...asOfScenarios,
  ...demonstrationScenarios,
];
