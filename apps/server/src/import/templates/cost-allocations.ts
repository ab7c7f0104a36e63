import { AllocateCost } from '@tramo/agreements';
import { amountOnLine, amountOnLineColumns, amountsOnLines, amountsOnLinesPlaces } from './amounts-on-lines';
import { agreement, budgetYear, by, correctsOn, names, needsOfLine, on, programme } from './columns';
import { code, oneOf, text } from './form';
import { agreementSubject } from './subjects';
import { act, defineTemplate, needed, optional } from './template';

export const costAllocations = defineTemplate({
  kind: 'cost-allocations',
  about: 'Costs that are shared out among lines by a driver: prorations, for which nothing is paid.',
  when: 'dated',
  columns: {
    programme,
    agreement: { ...agreement, about: 'an agreement of administration', example: 'adm-2022' },
    budget_year: budgetYear,
    allocation: needed(code, 'what it is called in this agreement', 'C-1'),
    driver: needed(text(200), 'by what it is shared out', 'horas de dedicación'),
    version: needed(text(60), 'which version of that', '2022'),
    outside: optional(oneOf('yes', 'no'), 'yes where it is borne outside the programme; no when empty'),
    ...amountOnLine,
    corrects_on: correctsOn,
    by,
    on,
  },
  together: (row) => [row.agreement, row.allocation].join(' '),
  each: amountOnLineColumns,
  needs: (cells) => [
    names.agreement(cells),
    `committed ${cells['agreement']} ${cells['budget_year']}`,
    ...needsOfLine(cells),
  ],
  lives: agreementSubject,
  acts: (rows) => {
    const [row] = rows;
    return [
      act(
        AllocateCost,
        {
          programme: row.programme,
          agreement: row.agreement,
          budgetYear: row.budget_year,
          allocation: row.allocation,
          driver: row.driver,
          version: row.version,
          outside: row.outside === 'yes',
          correctsOn: row.corrects_on,
          lines: amountsOnLines(rows),
        },
        {
          on: row.on,
          by: row.by,
          places: {
            programme: 'programme',
            agreement: 'agreement',
            budgetYear: 'budget_year',
            allocation: 'allocation',
            correctsOn: 'corrects_on',
            ...amountsOnLinesPlaces,
          },
        },
      ),
    ];
  },
});
