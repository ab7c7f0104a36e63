import fc from 'fast-check';
import { Money } from '@tramo/kernel';
import { agreementPostings } from '../agreement.postings';
import { justificationIn, unjustifiedOf, type AgreementState } from '../agreement.state';
import { today } from '../agreement.testing';
import { fourNumbersOf } from '../counterpart/counterpart.state';
import { KINDS, LiveExpenses, WAYS, type Wish } from './live-expenses.testing';

const SEED = Number(process.env['TRAMO_TEST_SEED'] ?? Date.now() % 1_000_000);

const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.constantFrom(
    ...KINDS,
    'report',
    'report',
    'accept',
    'accept',
    'rule',
    'settle',
    'settle',
    'settle',
  ),
  expense: fc.nat(3),
  other: fc.nat(3),
  subsidy: fc.oneof(fc.integer({ min: 1, max: 250_000 }), fc.integer({ min: 1, max: 9_000 })),
  counterpart: fc.integer({ min: 1, max: 60_000 }),
  way: fc.constantFrom(...WAYS),
  part: fc.boolean(),
});
const wishes = fc.array(wish, { minLength: 20, maxLength: 60 });

const property = (check: (live: LiveExpenses, wished: readonly Wish[]) => void, seed = SEED): void =>
  fc.assert(
    fc.property(wishes, (wished) => check(new LiveExpenses(), wished)),
    { seed, numRuns: 60 },
  );

const zero = Money.zero('BOB');
const first = ({ tranches }: AgreementState) => tranches.tranches.get(1)!;

/** One seed for ever: what is generated says something about every kind of command, and not by luck. */
test('of the sequences that are generated some of each kind are accepted, and some refused', () => {
  const outcomes = new Set<string>();
  const ways = new Set<string>();
  property((live, wished) => {
    for (const one of wished) {
      const accepted = live.ask(one);
      outcomes.add(`${one.kind} ${accepted ? 'accepted' : 'refused'}`);
      if (accepted && one.kind === 'settle') ways.add(one.way);
    }
  }, 1);
  const both = KINDS.flatMap((kind) => [`${kind} accepted`, `${kind} refused`]);
  expect([...outcomes].sort()).toEqual(both.filter((one) => one !== 'deposit refused').sort());
  expect([...ways].sort()).toEqual([...WAYS].sort());
});

describe(`any sequence of live commands about expenses (seed ${SEED})`, () => {
  test('uses no more counterpart than is verified, and recognises no more subsidy than was transferred', () => {
    property((live, wished) => {
      for (const one of wished) {
        if (!live.ask(one)) continue;
        const { counterpart, contract } = live.state;
        for (const { used, verified } of fourNumbersOf(counterpart, contract!.promised, 'BOB')) {
          if (used.isNegative() || used.isGreaterThan(verified)) expect([used, verified]).toEqual([]);
        }
        const tranche = first(live.state);
        const { accepted, ineligible } = justificationIn(live.state, tranche);
        const left = unjustifiedOf(live.state, tranche).minus(ineligible);
        if (accepted.isGreaterThan(tranche.transferred) || left.isNegative())
          expect([accepted, left]).toEqual([]);
      }
    });
  });

  test('accounts for the whole of what was transferred, in the state as in the books', () => {
    property((live, wished) => {
      wished.forEach((one) => live.ask(one));
      const tranche = first(live.state);
      const { accepted, returned, writtenOff, ineligible } = justificationIn(live.state, tranche);
      const unjustified = unjustifiedOf(live.state, tranche);
      const books = balancesOf(live);
      const later = Money.of('3000.00', 'BOB');
      expect([accepted, returned, writtenOff, unjustified].reduce((sum, one) => sum.plus(one)).amount).toBe(
        tranche.transferred.amount,
      );
      expect(books.of('1310').amount).toBe(ineligible.amount);
      expect(books.of('1210').plus(books.of('1310')).minus(later).amount).toBe(unjustified.amount);
      // What is set off has reached the organisation already, of a tranche that is not paid yet.
      const early = live.state.tranches.tranches.get(2)!.offset;
      expect(books.of('210', 'org-12').negate().amount).toBe(unjustified.plus(early).amount);
      expect(books.of('5100').amount).toBe(accepted.plus(writtenOff).amount);
    });
  });

  test('moves of the commitment what is paid, justified and returned, and never more than there is', () => {
    property((live, wished) => {
      wished.forEach((one) => live.ask(one));
      const stations = new Map([
        ['a-17-2022 paid', Money.of('4000.00', 'BOB')],
        ['a-17-2023 accrued', Money.of('3000.00', 'BOB')],
      ]);
      const change = (key: string, amount: Money): void => {
        const after = (stations.get(key) ?? zero).plus(amount);
        if (after.isNegative()) expect([key, after.amount]).toEqual([]);
        stations.set(key, after);
      };
      for (const { stream, ask } of live.elsewhere) {
        if (!stream.startsWith('budget-')) continue;
        const amount = Money.parse(ask['amount'] as { amount: string; currency: string });
        change(`${ask['id'] as string} ${ask['from'] as string}`, amount.negate());
        change(`${ask['id'] as string} ${ask['to'] as string}`, amount);
      }
      const tranche = first(live.state);
      const { accepted, returned, writtenOff } = justificationIn(live.state, tranche);
      const at = (key: string): string => (stations.get(`a-17-2022 ${key}`) ?? zero).amount;
      expect(at('justified')).toBe(accepted.plus(writtenOff).amount);
      expect(at('available')).toBe(returned.amount);
      expect(at('paid')).toBe(unjustifiedOf(live.state, tranche).amount);
    });
  });
});

/** Of one entity's books; what does not balance is not posted at all. */
function balancesOf({ events }: LiveExpenses) {
  const sums = new Map<string, Money>();
  for (const { type, data } of events) {
    const postings = agreementPostings.postingsOf({ type, data, metadata: { effectiveOn: today } });
    for (const { account, amount, dimensions } of postings) {
      const key = `${dimensions.entity} ${account}`;
      sums.set(key, (sums.get(key) ?? Money.zero(amount.currency.code)).plus(amount));
    }
  }
  return { of: (account: string, entity = 'uep'): Money => sums.get(`${entity} ${account}`) ?? zero };
}
