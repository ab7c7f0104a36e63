import type { CubeFilter, CubePostings, CubePostingsQuery, CubeQuery, CubeRow } from '../cube/query';

/** The books as they are asked: what the cube answers, wherever it is kept. */
export interface Books {
  query(query: CubeQuery): Promise<readonly CubeRow[]>;
  postings(query: CubePostingsQuery): Promise<CubePostings>;
  /** What was there to answer the last question from. */
  standing(): Promise<{ readonly ordinal: number | null; readonly postings: number }>;
}

/** Which of an amount's two faces is read: in the currency of the transaction, or in the programme's. */
export type Face = 'own' | 'book';

/** What is in the programme's own currency has one face only, and is read either way. */
export const whereFace = (programme: string, face: Face): readonly CubeFilter[] => [
  { field: 'programme', in: [programme] },
  { field: 'basis', in: ['both', face] },
];
