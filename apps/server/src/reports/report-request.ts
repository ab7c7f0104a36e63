import {
  DIMENSIONS,
  MEASURES,
  type AsOf,
  type CubeFilter,
  type Dimension,
  type MeasureKey,
} from '@tramo/journal';
import { InvalidValue } from '@tramo/kernel';
import { filterOf, groupingOf, type CodeTree, type Grouping, type Question } from '@tramo/reporting';
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
  { programme, groupBy, face }: Pick<Request, 'programme' | 'groupBy' | 'face'>,
  query: FiguresQuery,
  measure: MeasureKey,
  group: readonly (string | null)[],
): string {
  const narrowed = new Map<string, string>();
  for (const dimension of DIMENSIONS) {
    const codes = (query as Partial<Record<Dimension, string>>)[dimension];
    if (codes !== undefined) narrowed.set(dimension, codes);
  }
  for (const [index, code] of group.entries()) {
    const { dimension, cube } = groupBy[index]!;
    narrowed.set(dimension, codeInAddress(code, cube));
  }
  const address = new URLSearchParams({ measure, face, ...Object.fromEntries(narrowed) });
  for (const [name, value] of Object.entries(asOfOf(query))) address.set(name, value as string);
  return `/api/v1/programmes/${programme}/execution/evidence?${address.toString()}`;
}

/** All codes that the column shows under this one. */
function codeInAddress(code: string | null, { relabel }: Grouping['cube']): string {
  if (!relabel) return code ?? '~';
  const shown = Object.keys(relabel).filter((under) => relabel[under] === code);
  return code === null ? ['~', ...shown].join(',') : [...new Set([code, ...shown])].join(',');
}
