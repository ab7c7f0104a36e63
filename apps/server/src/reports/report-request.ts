import {
  DIMENSIONS,
  MEASURES,
  type AsOf,
  type CubeFilter,
  type Dimension,
  type MeasureKey,
} from '@tramo/journal';
import { InvalidValue } from '@tramo/kernel';
import { filterOf, filterText, groupingOf, shownAs, type CodeTree, type Question } from '@tramo/reporting';
import { isMeasure, type Ratio } from './answers';
import type { ExecutionQuery, FiguresQuery } from './execution.dto';

type Trees = ReadonlyMap<Dimension, CodeTree>;

class MeasureUnknown extends InvalidValue {
  override readonly name = 'MeasureUnknown';
  readonly code = 'MEASURE_UNKNOWN';
}

/** What the address asks, in the report's own words. */
export interface Request extends Question {
  readonly ratios: readonly Ratio[];
}

export function requestOf(
  programme: string,
  query: ExecutionQuery,
  face: Question['face'],
  trees: Trees,
): Request {
  const ratios = (query.ratios?.split(',') ?? []).map((ratio) => {
    const [of = '', within = ''] = ratio.split('/');
    return { of: measureNamed(of), in: measureNamed(within) };
  });
  const asked = query.measures.split(',').map(measureNamed);
  return {
    programme,
    groupBy: (query.groupBy?.split(',') ?? []).map((key) =>
      groupingOf(key, (dimension) => trees.get(dimension)),
    ),
    // What a share is of has to be there too.
    measures: [...new Set([...asked, ...ratios.flatMap((ratio) => [ratio.of, ratio.in])])],
    ratios,
    where: filtersOf(query, trees),
    face,
    byYear: query.pricesOf !== undefined,
    asOf: asOfOf(query),
  };
}

export function filtersOf(query: FiguresQuery, trees: Trees): readonly CubeFilter[] {
  const asked: Readonly<Partial<Record<Dimension, string>>> = query;
  return DIMENSIONS.flatMap((dimension) => {
    const codes = dimension === 'programme' ? undefined : asked[dimension];
    return codes === undefined ? [] : [filterOf(dimension, codes, (other) => trees.get(other))];
  });
}

export const asOfOf = ({ recordedUpTo, effectiveUpTo, effectiveFrom }: FiguresQuery): AsOf => ({
  // The books compare instants as text in one form.
  ...(recordedUpTo !== undefined && { recordedUpTo: new Date(recordedUpTo).toISOString() }),
  ...(effectiveUpTo !== undefined && { effectiveUpTo }),
  ...(effectiveFrom !== undefined && { effectiveFrom }),
});

export function measureNamed(key: string): MeasureKey {
  if (isMeasure(key)) return key;
  throw new MeasureUnknown(
    `${JSON.stringify(key)} is none of the measures: ${[...MEASURES.keys()].join(', ')}`,
  );
}

/** The way from a printed figure to the postings behind it: the same question, narrowed to the figure's row. */
export function evidenceLink(
  { programme, face, ...asked }: Pick<Request, 'programme' | 'groupBy' | 'face' | 'where'>,
  query: FiguresQuery,
  measure: MeasureKey,
  group: readonly (string | null)[],
  trees: Trees,
): string {
  const address = new URLSearchParams({ measure, face });
  const narrowed = narrowedTo(group, asked);
  for (const dimension of DIMENSIONS) {
    // The path says it.
    if (dimension === 'programme') continue;
    const codes = narrowed.get(dimension);
    const text = codes
      ? filterText(codes, trees.get(dimension))
      : (query as Partial<Record<Dimension, string>>)[dimension];
    if (text !== undefined) address.set(dimension, text);
  }
  for (const [name, value] of Object.entries(asOfOf(query))) address.set(name, value as string);
  return `/api/v1/programmes/${programme}/execution/evidence?${address.toString()}`;
}

/** What is left of each dimension that the row is grouped by: several columns, and a filter, may be about one. */
function narrowedTo(
  group: readonly (string | null)[],
  { groupBy, where }: Pick<Request, 'groupBy' | 'where'>,
): ReadonlyMap<Dimension, ReadonlySet<string | null>> {
  const narrowed = new Map<Dimension, ReadonlySet<string | null>>();
  for (const [index, code] of group.entries()) {
    const grouping = groupBy[index]!;
    const { dimension } = grouping;
    const before = narrowed.get(dimension) ?? wanted(where, dimension);
    const shown = shownAs(code, grouping);
    narrowed.set(dimension, new Set(before ? shown.filter((one) => before.has(one)) : shown));
  }
  return narrowed;
}

function wanted(where: readonly CubeFilter[], dimension: Dimension): Set<string | null> | undefined {
  const filter = where.find(({ field }) => field === dimension);
  return filter && new Set(filter.in);
}
