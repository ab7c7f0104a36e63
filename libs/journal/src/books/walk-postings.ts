import type { AsOf, CubeFilter, CubePosting } from '../cube/query';
import type { Books } from './reading';

export interface Walk {
  readonly where: readonly CubeFilter[];
  readonly asOf: AsOf;
  /** The index beyond which to begin, itself left out; at the end when absent. */
  readonly beyond?: number;
}

const PAGE = 1_000;
const WINDOW = 4_096;
const WINDOW_MAX = 262_144;

/** Postings in the order in which they were recorded, page by page. */
export async function* oldestFirst(
  books: Books,
  { where, asOf, beyond }: Walk,
): AsyncIterable<readonly CubePosting[]> {
  for (let after = beyond; ;) {
    const page = await books.postings({ where, asOf, limit: PAGE, ...(after !== undefined && { after }) });
    yield page.postings;
    if (page.next === null) return;
    after = page.next;
  }
}

/**
 * The other way round. The books only read forward, so this looks at the last few places first and at more of them each time.
 * A window is asked for as many postings as it has places, so none of it is missed.
 */
export async function* newestFirst(
  books: Books,
  { where, asOf, beyond }: Walk,
): AsyncIterable<readonly CubePosting[]> {
  let end = beyond ?? (await lengthOf(books));
  for (let width = WINDOW; end > 0; width = Math.min(width * 4, WINDOW_MAX)) {
    const start = Math.max(0, end - width);
    const { postings } = await books.postings({ where, asOf, limit: end - start, after: start - 1 });
    const bound = end;
    yield postings.filter(({ index }) => index < bound).reverse();
    end = start;
  }
}

/** Asked after a question, because that is what brings the books up to date. */
async function lengthOf(books: Books): Promise<number> {
  await books.query({ where: [], groupBy: [], measures: [] });
  return (await books.standing()).postings;
}
