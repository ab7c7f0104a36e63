import { decides, fact, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection } from '@tramo/kernel';
import { codeUnknown, programme as programmes, programmeStream, rulesOfProgramme } from '@tramo/programmes';
import { budget } from '../budget';
import type { BudgetState } from '../budget.state';
import { linesFacts, noLines, streamOf, type AskedOfBudget } from './asking';

type Body = Pick<AskedOfBudget, 'programme' | 'year'> & { readonly entity?: string | null };

export class OpenBudget extends LedgerCommand<Body> {}

export const OpenBudgetHandler = decides(OpenBudget, {
  decider: budget,
  stream: streamOf,
  facts: {
    ...linesFacts<Body>(noLines),
    entityKnown: fact(
      programmes,
      ({ programme }: Body, _state: BudgetState) => programmeStream(programme),
      ({ entities }, { entity }): boolean => !entity || entities.has(entity),
    ),
  },
  decide: ({ opened }, { programme, year, entity }, { actor, effectiveOn, facts }) => {
    const rules = rulesOfProgramme(facts.programme, { programme, effectiveOn });
    if (rules instanceof Rejection) return rules;
    if (opened) return budgetExists(programme, year);
    if (!facts.entityKnown) return codeUnknown('entity', entity!, { programme, field: 'entity' });
    const { bookCurrency, executingUnit } = facts.programme;
    const data = {
      programme,
      budgetYear: year,
      currency: bookCurrency!,
      entity: entity ?? executingUnit!,
      by: actor,
    };
    return accept([{ type: 'BudgetOpened', data }], rules);
  },
});

const budgetExists = (programme: string, year: string): Rejection =>
  new Rejection({
    code: 'BUDGET_EXISTS',
    category: 'conflict',
    message: `the budget of ${year} is open already`,
    values: { programme, year },
    cure: 'go on with the budget there is',
  });
