import { accounts } from './accounts';
import { agreements } from './agreements';
import { allocations } from './allocations';
import { appropriationTransfers } from './appropriation-transfers';
import { budgets } from './budgets';
import { categories } from './categories';
import { categoryPlans } from './category-plans';
import { certificates } from './certificates';
import { classifiers } from './classifiers';
import { codeLevels } from './code-levels';
import { commitments } from './commitments';
import { conversions } from './conversions';
import { costAllocations } from './cost-allocations';
import { crosswalk } from './crosswalk';
import { deposits } from './deposits';
import { entities } from './entities';
import { expenses } from './expenses';
import { figures } from './figures';
import { financing } from './financing';
import { indexValues } from './index-values';
import { indices } from './indices';
import { inscriptions } from './inscriptions';
import { instalments } from './instalments';
import { plans } from './plans';
import { priorExecutions } from './prior-executions';
import { programmes } from './programmes';
import { rates } from './rates';
import { receipts } from './receipts';
import { reductions } from './reductions';
import { shares } from './shares';
import { spending } from './spending';
import { transfers } from './transfers';
import type { Template } from './template';

/** Every kind of table, in the order in which they are carried out where the day does not say. */
export const templates: readonly Template[] = [
  programmes,
  entities,
  codeLevels,
  financing,
  shares,
  categories,
  classifiers,
  crosswalk,
  rates,
  indices,
  indexValues,
  accounts,
  budgets,
  allocations,
  priorExecutions,
  categoryPlans,
  plans,
  inscriptions,
  reductions,
  appropriationTransfers,
  receipts,
  conversions,
  commitments,
  agreements,
  instalments,
  deposits,
  certificates,
  transfers,
  expenses,
  spending,
  costAllocations,
  figures,
];

export const templateOf = (kind: string): Template | undefined =>
  templates.find((template) => template.kind === kind);

/** `rates.csv`, `rates.2022.csv`, `rates_bolivia.csv`: the kind is what stands before the first dot or low line. */
export const kindOfFile = (file: string): string => file.split(/[._]/, 1)[0]!.toLowerCase();
