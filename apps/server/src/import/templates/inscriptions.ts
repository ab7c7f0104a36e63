import { InscribeAppropriation } from '@tramo/budget';
import {
  amountOnLine,
  amountOnLineColumns,
  amountsOnLines,
  amountsOnLinesPlaces,
  budgetPlaces,
} from './amounts-on-lines';
import {
  budgetYear,
  by,
  correctsOn,
  legalAct,
  legalActOf,
  legalActPlaces,
  names,
  needsOfLine,
  on,
  programme,
  sameLegalAct,
} from './columns';
import { oneOf } from './form';
import { act, defineTemplate, needed } from './template';

export const inscriptions = defineTemplate({
  kind: 'inscriptions',
  about: 'Appropriations, each with the legal act that inscribes it.',
  when: 'dated',
  columns: {
    programme,
    budget_year: budgetYear,
    kind: needed(
      oneOf('initial', 'additional'),
      'as the budget law has it, or by what came after',
      'initial',
    ),
    ...legalAct,
    ...amountOnLine,
    corrects_on: correctsOn,
    by,
    on,
  },
  together: (row) => `${row.kind} ${sameLegalAct(row)}`,
  each: amountOnLineColumns,
  needs: (cells) => [names.budget(cells), ...needsOfLine(cells)],
  acts: (rows) => {
    const [row] = rows;
    return [
      act(
        InscribeAppropriation,
        {
          programme: row.programme,
          year: row.budget_year,
          kind: row.kind,
          legalAct: legalActOf(row),
          correctsOn: row.corrects_on,
          lines: amountsOnLines(rows),
        },
        {
          on: row.on,
          by: row.by,
          places: {
            ...budgetPlaces,
            ...legalActPlaces,
            ...amountsOnLinesPlaces,
          },
        },
      ),
    ];
  },
});
