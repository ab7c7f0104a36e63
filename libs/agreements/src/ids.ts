/** Ids that people tell apart by capitals alone, or by how an accent is written, are one. */
export const isTaken = (ids: Iterable<string>, id: string): boolean => {
  const wanted = folded(id);
  for (const one of ids) if (folded(one) === wanted) return true;
  return false;
};

const folded = (id: string): string => id.normalize('NFKC').toUpperCase();
