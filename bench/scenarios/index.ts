import type { Scenario } from '../scenario';
import { appendScenarios } from './append';
import { commandScenarios } from './commands';
import { httpScenarios } from './http';
import { readScenarios } from './read';
import { rebuildScenarios } from './rebuild';

export const scenarios: readonly Scenario[] = [
  ...appendScenarios,
  ...commandScenarios,
  ...httpScenarios,
  ...readScenarios,
  ...rebuildScenarios,
];
