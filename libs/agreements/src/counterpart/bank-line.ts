import type { DecisionContext } from '@tramo/event-log';
import { Rejection } from '@tramo/kernel';
import type { CounterpartState, Deposit } from './counterpart.state';

interface Shown extends Pick<DecisionContext, 'mode'> {
  readonly shownBy: string;
}

/** One payment is one line of one account's statement, and proves no deposit but its own. */
export function lineShowsAnother(
  { deposits }: CounterpartState,
  { deposit, kind, account }: Deposit,
  { shownBy, mode }: Shown,
): readonly Rejection[] {
  // What old files do not say is filled in alike for all of them, and names no line.
  const namesNone = mode === 'history' && !/\p{N}/u.test(shownBy);
  if (kind !== 'cash' || namesNone) return [];
  const other = [...deposits.values()].find(
    (one) =>
      one.state === 'verified' &&
      one.account === account &&
      one.shownBy !== null &&
      lineMeant(one.shownBy) === lineMeant(shownBy),
  );
  if (!other) return [];
  return [
    new Rejection({
      code: 'BANK_LINE_SHOWS_ANOTHER',
      category: 'conflict',
      message: `"${shownBy}" shows deposit ${other.deposit} already`,
      values: { deposit, account, shownBy, shows: other.deposit, shownAs: other.shownBy },
      cure: `name the line of ${account} that shows ${deposit}; where ${other.deposit} was verified by it wrongly, reverse that first`,
      field: 'shownBy',
    }),
  ];
}

/** Its words and numbers, however they are set apart, with no difference of capitals, accents or zeros in front. */
const lineMeant = (shownBy: string): string =>
  (
    shownBy
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toUpperCase()
      .match(/\p{L}+|\p{N}+/gu) ?? [shownBy]
  )
    .map((word) => word.replace(/^0+(?=.)/u, ''))
    .join(' ');
