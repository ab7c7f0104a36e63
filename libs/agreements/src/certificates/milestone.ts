/** In the words that were agreed, whatever their blanks and capitals. */
export const isSameMilestone = (one: string | null, other: string | null): boolean =>
  one === null || other === null ? one === other : spoken(one) === spoken(other);

const spoken = (words: string): string => words.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();
