import { openCube, type CubeHandle } from '@tramo/journal';
import { MEASURES } from './questions';
import { seedViews } from './seed-views';

/** A cube that has read everything, and what that took. */
export async function openWarmCube(
  directory: string,
  events: number,
): Promise<{ readonly cube: CubeHandle; readonly note: string }> {
  const views = await seedViews(directory, events);
  const startedMs = performance.now();
  const cube = await openCube(views);
  await cube.query({ where: [], groupBy: [], measures: MEASURES });
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(2);
  const { postings, cells, memoryMb } = await cube.standing();
  const size = `${postings.toLocaleString('en')} postings in ${cells.toLocaleString('en')} cells`;
  return { cube, note: `${size}, ${memoryMb} MB, read in ${seconds} s` };
}
