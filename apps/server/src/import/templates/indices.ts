import { DefineIndex } from '@tramo/fx';
import { ofCountry, on, title } from './columns';
import { name, oneOf, period, text } from './form';
import { act, defineTemplate, needed } from './template';

export const indices = defineTemplate({
  kind: 'indices',
  about: 'Price indices, without their values.',
  when: 'ground',
  columns: {
    index: needed(name, 'the code of the index', 'ipc-cl'),
    name: { ...title, example: 'Índice de precios al consumidor' },
    country: { ...ofCountry, example: 'CL' },
    frequency: needed(oneOf('daily', 'monthly', 'yearly'), 'how often it is published', 'monthly'),
    base_period: needed(period, 'of which prices it is 100', '2018-12'),
    source: needed(text(200), 'where it can be looked up', 'INE'),
    on,
  },
  makes: ({ index }) => [`index ${index}`],
  acts: ([{ on: day, base_period: basePeriod, ...row }]) => [
    act(
      DefineIndex,
      { ...row, basePeriod },
      { on: day, places: { index: 'index', basePeriod: 'base_period' } },
    ),
  ],
});
