import { CodeTree, groupingOf } from '@tramo/reporting';
import type { Dimension } from '@tramo/journal';
import { evidenceLink, filtersOf, requestOf } from './report-request';
import type { ExecutionQuery } from './execution.dto';

const entry = (code: string, parent: string | null, level: string | null = null) => ({
  code,
  name: code,
  parent,
  level,
});
const trees: ReadonlyMap<Dimension, CodeTree> = new Map<Dimension, CodeTree>([
  [
    'component',
    new CodeTree([
      entry('B', null, 'one'),
      entry('B.1', 'B', 'two'),
      entry('B.1.1', 'B.1'),
      entry('B.1.2', 'B.1'),
      entry('B.2', 'B', 'two'),
      entry('C', null, 'one'),
      ...Array.from({ length: 600 }, (_, index) => entry(`C.${index}`, 'C', 'two')),
    ]),
  ],
]);

/** The codes of components in the way to the events behind a row, as it is written and as it will be read. */
function behind(query: Partial<ExecutionQuery>, group: readonly (string | null)[]) {
  const asked = { measures: 'inscribed', ...query } as ExecutionQuery;
  const request = requestOf('par2', asked, 'book', trees);
  const link = new URL(evidenceLink(request, asked, 'inscribed', group, trees), 'http://localhost');
  const component = link.searchParams.get('component');
  const [filter] = component === null ? [] : filtersOf({ component }, trees);
  return { written: component, read: filter?.in };
}

describe('the way from a figure to what is behind it', () => {
  test.each([
    ['B', 'component:1', undefined, 'B*'],
    ['B', 'component:1', 'B.1*', 'B.1*'],
    ['B', 'component:1', 'B.1.1,B.2,C', 'B.1.1,B.2'],
    ['C', 'component:1', undefined, 'C*'],
    [null, 'component:two', undefined, '~,B,C'],
    [null, 'component', '~,B', '~'],
    ['somewhere', 'component:2', undefined, 'somewhere'],
  ])('of %s by %s where %s is %s', (code, groupBy, component, expected) => {
    const { written } = behind({ groupBy, ...(component !== undefined && { component }) }, [code]);
    expect(written?.split(',').sort()).toEqual(expected.split(',').sort());
  });

  test('keeps to all columns that are about the same codes, in any order', () => {
    expect(behind({ groupBy: 'component:1,component' }, ['B', 'B.1']).read).toEqual(['B.1']);
    expect(behind({ groupBy: 'component,component:1' }, ['B.1', 'B']).read).toEqual(['B.1']);
    expect(behind({ groupBy: 'component:2,component:1' }, ['B.1', 'B']).read).toEqual([
      'B.1',
      'B.1.1',
      'B.1.2',
    ]);
  });

  test('names no programme besides the one in its path', () => {
    const request = { programme: 'par2', face: 'book', where: [] } as const;
    const groupBy = [groupingOf('programme', () => undefined)];
    expect(evidenceLink({ ...request, groupBy }, {}, 'paid', ['par2'], trees)).toBe(
      '/api/v1/programmes/par2/execution/evidence?measure=paid&face=book',
    );
  });
});
