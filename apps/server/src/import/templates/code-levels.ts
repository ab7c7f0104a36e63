import { AdoptBudgetCodeScheme } from '@tramo/programmes';
import { names, on, programme, title } from './columns';
import { levelSeparator, name } from './form';
import { act, defineTemplate, needed } from './template';

export const codeLevels = defineTemplate({
  kind: 'code-levels',
  about:
    'The levels of budget codes, from the widest to the narrowest; the rows of one programme and day are one scheme.',
  when: 'ground',
  columns: {
    programme,
    level: needed(name, 'by which budget codes name it', 'partida'),
    name: { ...title, example: 'Partida' },
    separator: needed(levelSeparator, 'between two levels of a printed code', '.'),
    on,
  },
  together: ({ programme: of, on: day }) => `${of} ${day}`,
  each: ['level', 'name'],
  makes: ({ programme: of, level }) => [`level ${of} ${level}`],
  needs: (cells) => [names.programme(cells)],
  acts: (rows) => {
    const [{ programme: of, separator, on: day }] = rows;
    const levels = rows.map((row) => ({ key: row.level, name: row.name }));
    return [
      act(
        AdoptBudgetCodeScheme,
        { programme: of, levels, separator },
        { on: day, places: { programme: 'programme', levels: 'level' } },
      ),
    ];
  },
});
