import { PublishIndexValues } from '@tramo/fx';
import { on } from './columns';
import { decimal, name, period, text } from './form';
import { act, defineTemplate, needed } from './template';

export const indexValues = defineTemplate({
  kind: 'index-values',
  about: 'What price indices stood at.',
  when: 'ground',
  columns: {
    index: needed(name, 'the code of the index', 'ipc-cl'),
    period: needed(period, 'a day, month or year, as often as it is published', '2021-12'),
    value: needed(decimal, 'with the digits it was published with', '115.57'),
    source: needed(text(200), 'where it can be looked up', 'INE'),
    on,
  },
  together: ({ index, on: day }) => `${index} ${day}`,
  each: ['period', 'value', 'source'],
  needs: ({ index }) => [`index ${index}`],
  acts: (rows) => {
    const [{ index, on: day }] = rows;
    return [
      act(
        PublishIndexValues,
        { index, values: rows.map(({ period: of, value, source }) => ({ period: of, value, source })) },
        {
          on: day,
          places: {
            index: 'index',
            'values.*': 'period',
            'values.*.period': 'period',
            'values.*.value': 'value',
          },
        },
      ),
    ];
  },
});
