import { AdoptCrosswalk } from '@tramo/programmes';
import { financing, names, on, programme } from './columns';
import { code, date, text } from './form';
import { act, defineTemplate, needed } from './template';

export const crosswalk = defineTemplate({
  kind: 'crosswalk',
  about: 'From components to the categories of a financing agreement; the rows of one day are one crosswalk.',
  when: 'ground',
  columns: {
    programme,
    financing,
    component: needed(code, 'the code of the component', 'B.1'),
    category: needed(code, 'the category that pays for it', '2(a)'),
    valid_from: needed(date, 'the first day on which it holds', '2018-04-01'),
    proof: needed(text(1_000), 'why it is so: the clause, the letter, the arithmetic', 'convenio, anexo 2'),
    on,
  },
  together: (row) => `${row.programme} ${row.financing} ${row.valid_from} ${row.on} ${row.proof}`,
  each: ['component', 'category'],
  needs: (cells) => [
    names.programme(cells),
    names.financing(cells),
    ...names.entry(cells, 'component', cells['component']),
    ...names.categoryOf(cells),
  ],
  acts: (rows) => {
    const [row] = rows;
    return [
      act(
        AdoptCrosswalk,
        {
          programme: row.programme,
          financing: row.financing,
          validFrom: row.valid_from,
          entries: rows.map(({ component, category }) => ({ component, category })),
          proof: row.proof,
        },
        {
          on: row.on,
          places: {
            programme: 'programme',
            financing: 'financing',
            entries: 'component',
            'entries.*.component': 'component',
            'entries.*.category': 'category',
          },
        },
      ),
    ];
  },
});
