import { OpenProgramme } from '@tramo/programmes';
import { names, ofCountry, on, programme, title } from './columns';
import { code, currency, oneOf, text, zone } from './form';
import { act, defineTemplate, needed } from './template';

export const programmes = defineTemplate({
  kind: 'programmes',
  about: 'Programmes, each with its executing unit.',
  when: 'ground',
  columns: {
    programme,
    name: title,
    country: ofCountry,
    agency: needed(text(200), 'the executing agency', 'EMPODERAR'),
    zone: needed(zone, 'in which its days begin and end', 'America/La_Paz'),
    book_currency: needed(currency, 'of its books', 'BOB'),
    display_unit: needed(oneOf('1', '1000'), 'what its printed tables show', '1'),
    unit: needed(code, 'the entity of the executing unit', 'UCN'),
    unit_name: needed(text(200), 'its name', 'Unidad de Coordinación Nacional'),
    on,
  },
  makes: (cells) => [names.programme(cells)],
  acts: ([row]) => [
    act(
      OpenProgramme,
      {
        programme: row.programme,
        name: row.name,
        country: row.country,
        agency: row.agency,
        zone: row.zone,
        bookCurrency: row.book_currency,
        displayUnit: row.display_unit === '1' ? 1 : 1000,
        unit: { code: row.unit, name: row.unit_name },
      },
      { on: row.on, places: { programme: 'programme', bookCurrency: 'book_currency' } },
    ),
  ],
});
