import {
  AcceptExpense,
  BounceTranche,
  ConfirmTranche,
  OrderTranche,
  ReturnBalance,
  RuleIneligible,
  SignAgreement,
} from '@tramo/agreements';
import { CommandRefused } from '@tramo/event-log';
import { Money } from '@tramo/kernel';
import { PublishRates } from '@tramo/fx';
import { ReallocateCategory } from '@tramo/programmes';
import type { Act } from '../../apps/server/src/demonstration/act';
import {
  bs,
  FINANCING,
  opening,
  OPERATING,
  PROGRAMME,
  UNIT,
  year,
} from '../../apps/server/src/demonstration/programme';
import { foldedHouse } from '../support/folded-house';
import { HouseLedger } from '../support/house-ledger';
import { lifeOf, next, until, upTo } from '../support/lives';
import { disagreements } from '../support/money-agrees';

/** What one stream refuses leaves nothing on the others, not even something done and undone. */
jest.setTimeout(60_000);

const life = lifeOf(1);
const tranche = { programme: PROGRAMME, agreement: 'a-01', tranche: 1 };
const CATEGORY = '2(a)';

let ground: HouseLedger;
let ledger: HouseLedger;

beforeAll(async () => {
  ground = await HouseLedger.open();
  await ground.enact([...opening, ...year]);
  await ground.close();
});
afterAll(() => ground.discardFiles());
afterEach(() => ledger.discard());

const stage = async (acts: readonly Act[]): Promise<void> => {
  ledger = await HouseLedger.open(ground);
  await ledger.enact(acts);
};

async function refused(act: Act): Promise<string> {
  const by = await ledger.process();
  const before = await foldedHouse(ledger.log);
  const told = await ledger.does(act, { by }).then(
    () => 'accepted',
    (error: unknown) => {
      if (error instanceof CommandRefused) return error.rejection.code;
      throw error;
    },
  );
  const after = await foldedHouse(ledger.log);
  expect(after.events.slice(before.events.length).map(({ type }) => type)).toEqual([]);
  expect(disagreements(after)).toEqual([]);
  return told;
}

/** All but so much of the category goes to where it is nobody's yet. */
async function leaving(before: readonly Act[], left: Money): Promise<void> {
  const { financings } = await foldedHouse(ledger.log);
  const cells = [...financings.get(FINANCING)!.cells.values()];
  const { free } = cells.find((place) => place.share === UNIT && place.category === CATEGORY)!;
  await ledger.enact([
    next(before, 'finance', ReallocateCategory, {
      financing: FINANCING,
      share: UNIT,
      from: CATEGORY,
      to: null,
      amount: free.minus(left).toJSON(),
      reason: 'otra prioridad',
    }),
  ]);
}

test('a signature for which the category has too little', async () => {
  const { before, the } = upTo(life, SignAgreement);
  await stage(before);
  await leaving(before, Money.of('5.00', 'USD'));
  expect(await refused(the)).toBe('CATEGORY_EXHAUSTED');
});

test('a confirmation for which rates have left too little of the category', async () => {
  const { before, the } = upTo(life, ConfirmTranche);
  await stage(before);
  await leaving(before, Money.of('5.00', 'USD'));
  await ledger.enact([
    next(before, 'finance', PublishRates, {
      rates: [
        {
          base: 'USD',
          quote: 'BOB',
          regime: 'official',
          side: 'buy',
          date: the.on,
          value: '2.00',
          source: 'Banco Central de Bolivia',
        },
      ],
    }),
  ]);
  expect(await refused(the)).toBe('CATEGORY_EXHAUSTED');
});

const REASON = { reason: 'cuenta cerrada' };

test.each<readonly [string, readonly Act[]]>([
  [
    'returned',
    [
      next(until(life, ConfirmTranche), 'finance', ReturnBalance, {
        ...tranche,
        amount: bs(700),
        account: OPERATING,
        reference: 'boleta 77',
      }),
    ],
  ],
  ['accepted', until(life, AcceptExpense).slice(until(life, ConfirmTranche).length)],
  [
    'owed',
    [
      ...until(life, AcceptExpense).slice(until(life, ConfirmTranche).length),
      next(until(life, AcceptExpense), 'fiduciary', RuleIneligible, {
        programme: PROGRAMME,
        agreement: 'a-01',
        expense: 'G-1-1-1',
        reason: 'ajeno al plan',
      }),
    ],
  ],
])('a payment that comes back although a part of it is %s', async (_how, acts) => {
  const before = [...until(life, ConfirmTranche), ...acts];
  await stage(before);
  expect(await refused(next(before, 'treasurer', BounceTranche, { ...tranche, ...REASON }))).toBe(
    'TRANCHE_SPENT',
  );
});

test('an order from an account with nothing to pay with', async () => {
  const { before, the } = upTo(life, OrderTranche);
  await stage(before);
  const from = { ...tranche, payer: 'cuenta-a-01' };
  expect(await refused({ ...next(before, 'treasurer', OrderTranche, from), on: the.on })).toBe('CASH_SHORT');
});
