import type { LocalDate } from '@tramo/kernel';
import type { AccountCode } from '../chart';
import type { Dimension, Dimensions } from '../dimensions';
import type { Basis } from '../journal.view';

/** What postings of one cell have in common. */
export interface CubeCell extends Dimensions {
  readonly account: AccountCode;
  readonly currency: string;
  readonly basis: Basis;
}

export type CellField = Dimension | 'account' | 'currency' | 'basis';

/** Cells whose field is one of these; null is the absent. */
export interface CubeFilter {
  readonly field: CellField;
  readonly in: readonly (string | null)[];
}

/** Which postings count. Whatever is not said does not limit. */
export interface AsOf {
  /** What was learned up to this instant, ISO 8601, inclusive. */
  readonly recordedUpTo?: string;
  /** What was learned up to the event of this ordinal, inclusive. */
  readonly ordinalUpTo?: number;
  readonly effectiveUpTo?: LocalDate;
  /** The movements of a period instead of a balance: nothing that took effect before this date. */
  readonly effectiveFrom?: LocalDate;
}

export interface CubeGrouping {
  readonly field: CellField;
  /** A code by another name, as a component by its ancestor; codes that are not named stay, and so does the absent. */
  readonly relabel?: Readonly<Record<string, string | null>>;
}

/** A sum over accounts, each with its coefficient, a small whole number: mostly 1 or -1. */
export type CubeMeasure = Readonly<Partial<Record<AccountCode, number>>>;

export interface CubeQuery {
  readonly where: readonly CubeFilter[];
  readonly groupBy: readonly CubeGrouping[];
  readonly measures: readonly CubeMeasure[];
  readonly asOf?: AsOf;
}

export interface CubeRow {
  readonly group: readonly (string | null)[];
  /** One for each measure, in minor units; null where there is no posting at all, which is not zero. */
  readonly values: readonly (bigint | null)[];
}

export interface CubePostingsQuery {
  readonly where: readonly CubeFilter[];
  readonly asOf?: AsOf;
  /** The `next` of the page before. */
  readonly after?: number;
  readonly limit: number;
}

export interface CubePosting {
  /** Its place among all postings, from 0, in the order in which they were recorded. */
  readonly index: number;
  readonly ordinal: number;
  readonly line: number;
  readonly effectiveDay: number;
  readonly minor: bigint;
  readonly cell: CubeCell;
}

export interface CubePostings {
  readonly postings: readonly CubePosting[];
  readonly next: number | null;
  /** Of everything that matches, not of this page. */
  readonly total: bigint;
  readonly count: number;
}
