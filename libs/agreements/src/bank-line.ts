import type { Claim } from '@tramo/event-log';

/** Its words and numbers: capitals, accents, blanks, punctuation and zeros in front do not make another line of it. */
const lineMeant = (line: string): string =>
  (
    line
      .normalize('NFKD')
      .replace(/[\p{M}\p{Cf}\p{DI}]+/gu, '')
      .toUpperCase()
      .match(/\p{L}+|\p{N}+/gu) ?? [line]
  )
    .map((word) => word.replace(/^0+(?=.)/u, ''))
    .join(' ');

export const isSameLine = (one: string, other: string): boolean => lineMeant(one) === lineMeant(other);

/**
 * A line of an account's statement proves one deposit, of whichever work is paid into that account. What names no line,
 * as old files are filled in, is not claimed.
 */
export const bankLineClaims = (account: string, line: string): readonly Claim[] =>
  /\p{N}/u.test(line) ? [{ kind: 'bank-line', value: JSON.stringify([account, lineMeant(line)]) }] : [];
