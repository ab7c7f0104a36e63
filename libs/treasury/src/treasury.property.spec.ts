import fc from 'fast-check';
import { heldFor, isSound, KINDS, LiveAccounts, type Id, type Wish } from './live-accounts.testing';
import { treasuryPostings } from './treasury.postings';
import { today } from './treasury.testing';

const SEED = Number(process.env['TRAMO_TEST_SEED'] ?? Date.now() % 1_000_000);
const IDS = ['ce', 'op'] as const;
const PAYMENTS = 4;

const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.constantFrom(...KINDS, 'hold', 'pay', 'pay', 'return', 'convert'),
  minor: fc.oneof(fc.integer({ min: 1, max: 400_000 }), fc.integer({ min: 1, max: 5_000 })),
  id: fc.nat(PAYMENTS - 1),
  breaksOff: fc.constantFrom(false, false, false, true),
});
const first = { minor: 300_000, id: 0, breaksOff: false };
/** Money comes first, or every sequence would be one of refusals. */
const wishes = fc
  .array(wish, { minLength: 20, maxLength: 60 })
  .map((asked): readonly Wish[] => [{ ...first, kind: 'advance' }, { ...first, kind: 'receive' }, ...asked]);

const property = (check: (accounts: LiveAccounts, wished: readonly Wish[]) => void, seed = SEED): void =>
  fc.assert(
    fc.property(wishes, (wished) => check(new LiveAccounts(), wished)),
    { seed, numRuns: 60 },
  );

/** One seed for ever: what is generated says something about every kind of wish, and not by luck. */
test('of the sequences that are generated some of each kind are accepted, and some refused', () => {
  const outcomes = new Set<string>();
  property((accounts, wished) => {
    for (const one of wished) outcomes.add(`${one.kind} ${accounts.ask(one) ? 'accepted' : 'refused'}`);
  }, 1);
  expect([...outcomes].sort()).toEqual(
    KINDS.flatMap((kind) => [`${kind} accepted`, `${kind} refused`]).sort(),
  );
});

const sum = (amounts: Iterable<bigint>): bigint => [...amounts].reduce((all, one) => all + one, 0n);

describe(`any sequence of live commands (seed ${SEED})`, () => {
  test('leaves no account below zero, nor more held than there is, at any time', () => {
    property((accounts, wished) => {
      for (const one of wished) {
        accounts.ask(one);
        expect(IDS.filter((id) => !isSound(accounts.state(id)))).toEqual([]);
      }
    });
  });

  test('keeps lots and what is held in step with the balance', () => {
    property((accounts, wished) => {
      for (const one of wished) {
        accounts.ask(one);
        for (const id of IDS) {
          const { opened, lots } = accounts.state(id);
          expect(sum(lots.open.map(({ left }) => left.amountMinor))).toBe(opened!.balance.amountMinor);
        }
        const state = accounts.state('op');
        const held = Array.from({ length: PAYMENTS }, (_, id) => heldFor(state, `P-${id}`));
        expect(sum(held)).toBe(state.opened!.held.amountMinor);
      }
    });
  });

  test('shows the same: movements add up to the balance, and lots are as they are', () => {
    property((accounts, wished) => {
      wished.forEach((one) => accounts.ask(one));
      for (const id of IDS) expect(shownOf(accounts, id)).toEqual(standingOf(accounts, id));
    });
  });

  test('balances, leaves the currency position at nothing, and the special account as the books have it', () => {
    property((accounts, wished) => {
      wished.forEach((one) => accounts.ask(one));
      const postings = accounts.events.flatMap(({ type, data }) =>
        treasuryPostings.postingsOf({ type, data, metadata: { effectiveOn: today } }),
      );
      const position = postings.filter(({ account }) => account === '1900');
      expect(sum(position.map(({ amount, book }) => (book ?? amount).amountMinor))).toBe(0n);
      const special = postings.filter(({ account }) => account === '1110');
      expect(sum(special.map(({ amount }) => amount.amountMinor))).toBe(
        accounts.state('ce').opened!.balance.amountMinor,
      );
    });
  });
});

interface Standing {
  readonly balance: bigint;
  readonly movements: bigint;
  readonly held: bigint;
  readonly lots: readonly (readonly [string, bigint])[];
}

function shownOf(accounts: LiveAccounts, id: Id): Standing {
  const [shown] = accounts.rowsOf('treasury_account').filter((row) => row['id'] === id);
  const ofAccount = (table: string) => accounts.rowsOf(table).filter(({ account }) => account === id);
  return {
    balance: (shown!['balance'] as bigint | undefined) ?? 0n,
    held: (shown!['held'] as bigint | undefined) ?? 0n,
    movements: sum(ofAccount('treasury_movement').map(({ amount }) => amount as bigint)),
    lots: ofAccount('treasury_lot')
      .filter(({ open }) => open !== 0n)
      .sort((a, b) => Number(a['revision']) - Number(b['revision']))
      .map(({ lot, open }) => [lot as string, open as bigint]),
  };
}

function standingOf(accounts: LiveAccounts, id: Id): Standing {
  const { opened, lots } = accounts.state(id);
  const balance = opened!.balance.amountMinor;
  return {
    balance,
    held: opened!.held.amountMinor,
    movements: balance,
    lots: lots.open.map(({ lot, left }) => [lot, left.amountMinor]),
  };
}
