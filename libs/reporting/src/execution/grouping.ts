import { DIMENSIONS, type CubeFilter, type CubeGrouping, type Dimension } from '@tramo/journal';
import { InvalidValue } from '@tramo/kernel';
import type { CodeTree } from './code-tree';

export class GroupingUnknown extends InvalidValue {
  override readonly name = 'GroupingUnknown';
  readonly code = 'GROUPING_UNKNOWN';
}

/** One column of a report: a dimension, or a dimension seen from an ancestor of its codes. */
export interface Grouping {
  /** As it was asked for: `component`, `component:1`, `budgetCode:subtitulo`. */
  readonly key: string;
  readonly dimension: Dimension;
  readonly cube: CubeGrouping;
}

export type Trees = (dimension: Dimension) => CodeTree | undefined;

const isDimension = (text: string): text is Dimension => (DIMENSIONS as readonly string[]).includes(text);

export function groupingOf(key: string, trees: Trees): Grouping {
  const [dimension = '', level, ...rest] = key.split(':');
  if (!isDimension(dimension) || rest.length > 0) throw unknown(key);
  if (level === undefined) return { key, dimension, cube: { field: dimension } };
  const relabel = relabelOf(trees(dimension), level);
  if (!relabel) throw unknown(key);
  return { key, dimension, cube: { field: dimension, relabel } };
}

function relabelOf(tree: CodeTree | undefined, level: string): CubeGrouping['relabel'] | undefined {
  if (!tree) return undefined;
  if (/^[1-9]$/.test(level)) return tree.atDepth(Number(level));
  return tree.hasLevel(level) ? tree.atLevel(level) : undefined;
}

const unknown = (key: string): GroupingUnknown =>
  new GroupingUnknown(
    `cannot group by ${JSON.stringify(key)}: use one of ${DIMENSIONS.join(', ')}, or a level of a tree ` +
      'such as component:1 or budgetCode:subtitulo',
  );

/** What stands for the absent in addresses; no code is written so. */
export const ABSENT = '~';

/** The codes that a column shows under this one. What its tree does not know stands for itself, as the absent does. */
export function shownAs(code: string | null, { cube: { relabel } }: Grouping): readonly (string | null)[] {
  if (!relabel) return [code];
  const shown = Object.keys(relabel).filter((under) => relabel[under] === code);
  return code === null || !Object.hasOwn(relabel, code) ? [code, ...shown] : shown;
}

/** Codes as `filterOf` reads them. */
export function filterText(codes: Iterable<string | null>, tree: CodeTree | undefined): string {
  const all = new Set(codes);
  const isAbsentToo = all.delete(null);
  const present = all as Set<string>;
  const short = tree ? tree.inShort(present) : [...present].map((code) => ({ code, withAllUnder: false }));
  const texts = short.map(({ code, withAllUnder }) => (withAllUnder ? `${code}*` : code));
  return (isAbsentToo ? [ABSENT, ...texts] : texts).join(',');
}

/** Codes separated by commas; `~` is the absent, and `B*` is B with everything under it. */
export function filterOf(dimension: Dimension, codes: string, trees: Trees): CubeFilter {
  const tree = trees(dimension);
  return {
    field: dimension,
    in: codes.split(',').flatMap((code): readonly (string | null)[] => {
      if (code === ABSENT) return [null];
      if (!code.endsWith('*')) return [code];
      const above = code.slice(0, -1);
      return tree?.under(above) ?? [above];
    }),
  };
}
