import { FIGURES_MAX, RecordFigures } from '@tramo/programmes';
import { by, names, on, programme } from './columns';
import { code, decimal, oneOf, text, year } from './form';
import { act, defineTemplate, needed, optional } from './template';

export const figures = defineTemplate({
  kind: 'figures',
  about: `Numbers that are no money, as beneficiaries, and figures as a document declares them; up to ${FIGURES_MAX} of a day.`,
  when: 'dated',
  columns: {
    programme,
    figure: needed(code, 'what is counted', 'beneficiaries'),
    year: needed(year, 'the year it tells of', '2021'),
    region: optional(code, 'where it was counted'),
    component: optional(code, 'of which component'),
    budget_code: optional(code, 'of which budget code'),
    value: needed(decimal, 'zero or more', '1707'),
    unit: needed(text(60), 'what one of it is', 'persons'),
    source: needed(text(300), 'the document', 'Informe de monitoreo 2021'),
    declared: optional(
      oneOf('yes', 'no'),
      'yes where the document says what could be reckoned; no when empty',
    ),
    by,
    on,
  },
  together: (row) => [row.programme, row.by, row.on].join(' '),
  each: ['figure', 'year', 'region', 'component', 'budget_code', 'value', 'unit', 'source', 'declared'],
  needs: (cells) => [
    names.programme(cells),
    ...names.entry(cells, 'region', cells['region']),
    ...names.entry(cells, 'component', cells['component']),
    ...names.entry(cells, 'budgetCode', cells['budget_code']),
  ],
  acts: (rows) => {
    const [row] = rows;
    return [
      act(
        RecordFigures,
        {
          programme: row.programme,
          figures: rows.map((one) => ({
            figure: one.figure,
            year: one.year,
            region: one.region,
            component: one.component,
            budgetCode: one.budget_code,
            value: one.value,
            unit: one.unit,
            source: one.source,
            declared: one.declared === 'yes',
          })),
        },
        {
          on: row.on,
          by: row.by,
          places: {
            programme: 'programme',
            'figures.*': 'figure',
            'figures.*.figure': 'figure',
            'figures.*.year': 'year',
            'figures.*.region': 'region',
            'figures.*.component': 'component',
            'figures.*.budgetCode': 'budget_code',
            'figures.*.value': 'value',
            'figures.*.unit': 'unit',
            'figures.*.source': 'source',
          },
        },
      ),
    ];
  },
});
