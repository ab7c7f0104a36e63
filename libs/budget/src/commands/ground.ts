import type { DecisionContext } from '@tramo/event-log';
import { Rejection, type LocalDate } from '@tramo/kernel';
import {
  linesOf,
  rulesOfProgramme,
  type AskedLine,
  type Line,
  type ProgrammeAnswer,
} from '@tramo/programmes';
import type { BudgetState, OpenedBudget } from '../budget.state';
import type { AskedOfBudget } from './asking';
import { budgetNotOpened, correctsTheFuture, yearClosed } from './refusals';

/** What a decision stands on: the budget it is about, its lines in full, and the rules broken before it begins. */
export interface Ground {
  readonly budget: OpenedBudget;
  readonly lines: readonly Line[];
  readonly broken: readonly Rejection[];
  /** What every event of it says. */
  readonly posting: {
    readonly programme: string;
    readonly budgetYear: string;
    readonly by: string;
    readonly correctsOn: LocalDate | null;
  };
}

type Context = Pick<
  DecisionContext<{ readonly programme: ProgrammeAnswer }>,
  'actor' | 'effectiveOn' | 'facts'
>;

interface Naming {
  readonly lines?: readonly AskedLine[];
  readonly pathOf?: (line: number) => string;
}

export function groundOf(
  { opened, closed }: BudgetState,
  { programme, year, correctsOn }: AskedOfBudget,
  { actor, effectiveOn, facts }: Context,
  { lines = [], pathOf = (line) => `lines.${line}.line` }: Naming = {},
): Ground | Rejection {
  const rules = rulesOfProgramme(facts.programme, { programme, effectiveOn, pathOf });
  if (rules instanceof Rejection) return rules;
  if (!opened) return budgetNotOpened(programme, year);
  const corrected = (correctsOn ?? null) as LocalDate | null;
  const broken = [
    ...(closed ? [yearClosed(programme, year)] : []),
    ...(corrected !== null && corrected >= effectiveOn ? [correctsTheFuture(corrected, effectiveOn)] : []),
    ...rules,
  ];
  const withEntity = lines.map((line) => ({ ...line, entity: line.entity ?? opened.entity }));
  return {
    budget: opened,
    lines: linesOf(facts.programme, withEntity),
    broken,
    posting: { programme, budgetYear: year, by: actor, correctsOn: corrected },
  };
}
