import { TransferAppropriation } from '@tramo/budget';
import { amountOf, amountOnLine, budgetPlaces } from './amounts-on-lines';
import {
  amountPlaces,
  budgetYear,
  by,
  correctsOn,
  legalAct,
  legalActOf,
  legalActPlaces,
  lineOf,
  linePlaces,
  names,
  needsOfLine,
  on,
  programme,
} from './columns';
import { code } from './form';
import { act, defineTemplate, needed, optional, type Cells } from './template';

/** The line that it is taken from, beside the one that it goes to. */
const from = {
  from_source: needed(code, 'of the line that it is taken from', 'AIF'),
  from_entity: optional(code, 'of the line that it is taken from'),
  from_category: optional(code, 'of the line that it is taken from'),
  from_component: optional(code, 'of the line that it is taken from', 'B.2'),
  from_budget_code: optional(code, 'of the line that it is taken from'),
  from_region: optional(code, 'of the line that it is taken from'),
  from_scope: optional(code, 'of the line that it is taken from'),
};

type FromCells = Readonly<Record<keyof typeof from, string | null>> & { readonly from_source: string };

const fromOf = (row: FromCells) =>
  lineOf({
    source: row.from_source,
    entity: row.from_entity,
    category: row.from_category,
    component: row.from_component,
    budget_code: row.from_budget_code,
    region: row.from_region,
    scope: row.from_scope,
  });

const fromPlaces = Object.fromEntries(
  Object.entries(linePlaces('from')).map(([place, column]) => [place, `from_${column}` as const]),
);

const needsOfFrom = (cells: Cells): readonly string[] =>
  needsOfLine({
    programme: cells['programme'] ?? '',
    source: cells['from_source'] ?? '',
    component: cells['from_component'] ?? '',
    budget_code: cells['from_budget_code'] ?? '',
    region: cells['from_region'] ?? '',
    scope: cells['from_scope'] ?? '',
  });

export const appropriationTransfers = defineTemplate({
  kind: 'appropriation-transfers',
  about: 'What was moved from one line of a budget to another, each with its legal act.',
  when: 'dated',
  columns: {
    programme,
    budget_year: budgetYear,
    ...legalAct,
    ...from,
    ...amountOnLine,
    corrects_on: correctsOn,
    by,
    on,
  },
  needs: (cells) => [names.budget(cells), ...needsOfLine(cells), ...needsOfFrom(cells)],
  acts: ([row]) => [
    act(
      TransferAppropriation,
      {
        programme: row.programme,
        year: row.budget_year,
        legalAct: legalActOf(row),
        correctsOn: row.corrects_on,
        from: fromOf(row),
        to: lineOf(row),
        amount: amountOf(row),
      },
      {
        on: row.on,
        by: row.by,
        places: {
          ...budgetPlaces,
          ...legalActPlaces,
          ...fromPlaces,
          ...linePlaces('to'),
          ...amountPlaces('amount'),
        },
      },
    ),
  ],
});
