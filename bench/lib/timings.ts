/** Microseconds of each run, the shortest first. */
export async function timings(runs: number, work: (index: number) => unknown): Promise<readonly number[]> {
  const found: number[] = [];
  for (let index = 0; index < runs; index++) {
    const startedMs = performance.now();
    await work(index);
    found.push((performance.now() - startedMs) * 1_000);
  }
  return found.sort((left, right) => left - right);
}

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;

export const inMs = (microseconds: number): string => `${(microseconds / 1_000).toFixed(2)} ms`;
