/** One side of a comparison: does the work once and says how much of it was done per second, or how long it took. */
export type Measure = (run: BenchRun) => Promise<number | Measured>;

/** For work done in a process of its own, whose memory is the one that counts. */
export interface Measured {
  readonly value: number;
  readonly memoryMb: number;
  /** What else is worth knowing, for a line below the table. */
  readonly note?: string;
}

export interface BenchRun {
  readonly events: number;
  /** Empty, on a real disk, removed afterwards. */
  readonly directory: string;
}

export interface Scenario {
  /** `append/64`; `--only append` takes every scenario of that family. */
  readonly name: string;
  readonly unit: string;
  /** The value is a duration, not a rate. */
  readonly lessIsBetter?: true;
  /** Why it cannot be measured here; undefined where it can. */
  readonly missing?: () => string | undefined;
  /** What the candidate is compared with, in words for the table. */
  readonly reference: string;
  /** Sizes that say something; `--events` overrides them. */
  readonly sizes: readonly number[];
  readonly candidate: Measure;
  readonly baseline: Measure;
}

export interface BenchResult {
  readonly scenario: string;
  readonly events: number;
  readonly value: number;
  readonly unit: string;
  readonly reference: string;
  readonly referenceValue: number;
  /** More than 1 means better than the reference. */
  readonly ratio: number;
  /** Peak resident memory of the candidate's process. */
  readonly memoryMb: number;
  readonly note?: string;
  readonly referenceNote?: string;
}

export const SIZES = [10_000, 100_000, 1_000_000] as const;

export const perSecond = (count: number, startedNs: bigint): number =>
  count / (Number(process.hrtime.bigint() - startedNs) / 1e9);
