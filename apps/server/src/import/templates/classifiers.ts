import { CLASSIFIERS, DefineClassifierEntries, SOURCE_KINDS } from '@tramo/programmes';
import { names, on, programme, title } from './columns';
import { code, date, name, oneOf, text } from './form';
import { act, defineTemplate, needed, optional } from './template';

export const classifiers = defineTemplate({
  kind: 'classifiers',
  about: 'Components, budget codes, regions, sources and scopes; what stands under another comes after it.',
  when: 'ground',
  columns: {
    programme,
    classifier: needed(oneOf(...CLASSIFIERS), 'which list', 'component'),
    code: needed(code, 'of the entry', 'A.1'),
    name: title,
    parent: optional(code, 'the entry it stands under', 'A'),
    valid_from: needed(date, 'the first day of its use', '2018-04-01'),
    level: optional(name, 'of a budget code: its level'),
    source_kind: optional(oneOf(...SOURCE_KINDS), 'of a source: whose money it is'),
    financing: optional(name, "of a lender's source: the financing agreement"),
    reference: optional(text(200), 'where the code is printed'),
    on,
  },
  together: ({ programme: of, classifier, on: day }) => `${of} ${classifier} ${day}`,
  each: ['code', 'name', 'parent', 'valid_from', 'level', 'source_kind', 'financing', 'reference'],
  makes: (cells) => names.entry(cells, cells['classifier'] ?? '', cells['code']),
  needs: (cells) => [
    names.programme(cells),
    ...names.entry(cells, cells['classifier'] ?? '', cells['parent']),
    ...(cells['financing'] ? [names.financing(cells)] : []),
    ...(cells['level'] ? [`level ${cells['programme']} ${cells['level']}`] : []),
  ],
  acts: (rows) => {
    const [{ programme: of, classifier, on: day }] = rows;
    const entries = rows.map((row) => ({
      code: row.code,
      name: row.name,
      parent: row.parent,
      validFrom: row.valid_from,
      level: row.level,
      sourceKind: row.source_kind,
      financing: row.financing,
      reference: row.reference,
    }));
    return [
      act(
        DefineClassifierEntries,
        { programme: of, classifier, entries },
        {
          on: day,
          places: {
            programme: 'programme',
            entries: 'code',
            'entries.*': 'code',
            'entries.*.parent': 'parent',
            'entries.*.level': 'level',
            'entries.*.sourceKind': 'source_kind',
            'entries.*.financing': 'financing',
            'entries.*.validFrom': 'valid_from',
          },
        },
      ),
    ];
  },
});
