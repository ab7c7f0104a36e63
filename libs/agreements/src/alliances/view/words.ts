/** Marks that stand over and under letters, once they are apart from them. */
const MARKS = /\p{M}/gu;

/** How people look for something: whatever the case, and with the accents left out. */
export const plain = (text: string): string => text.normalize('NFD').replace(MARKS, '').toLowerCase();

export const wordsOf = (texts: readonly (string | null | undefined)[]): string =>
  plain(texts.filter((text) => text !== null && text !== undefined).join(' '));
