import {
  AcceptExpense,
  BounceTranche,
  CancelTranche,
  CommitInstalment,
  ConfirmTranche,
  OrderTranche,
  ReleaseInstalment,
  ReportExpense,
  ReturnBalance,
  RuleIneligible,
  SendTranche,
  SettleIneligible,
  SignAgreement,
  SignTranche,
} from '@tramo/agreements';
import type { Act } from '../../apps/server/src/demonstration/act';
import { opening, OPERATING, PROGRAMME, year } from '../../apps/server/src/demonstration/programme';
import { folded, foldedHouse } from '../support/folded-house';
import { HouseLedger, type Death } from '../support/house-ledger';
import { lifeOf, next, until, upTo } from '../support/lives';
import { disagreements, outcomeOf } from '../support/money-agrees';

/**
 * Whatever a command asks of other streams, a process that dies anywhere on the way leaves all of them in step, and the
 * same request, sent again, has its effect once.
 */
jest.setTimeout(120_000);

const of = { programme: PROGRAMME, agreement: 'a-01' };
const first = { ...of, tranche: 1 };
const lived = lifeOf(1);
const up = (command: { readonly name: string }, nth = 1) => upTo(lived, command, nth);
const past = (command: { readonly name: string }, nth = 1) => until(lived, command, nth);

type Case = readonly [name: string, before: readonly Act[], the: Act];

const its = (name: string, command: { readonly name: string }, nth = 1): Case => {
  const { before, the } = up(command, nth);
  return [name, before, the];
};
/** Something that the life does not do, once that is done. */
const then = <Body>(
  name: string,
  before: readonly Act[],
  [by, Command, body]: readonly [Act['by'], Parameters<typeof next<Body>>[2], Body],
): Case => [name, before, next(before, by, Command, body)];

const bounced = next(past(ConfirmTranche), 'treasurer', BounceTranche, {
  ...first,
  reason: 'cuenta cerrada',
});
const ruledOut = next(past(AcceptExpense), 'fiduciary', RuleIneligible, {
  ...of,
  expense: 'G-1-1-1',
  reason: 'ajeno al plan',
});
const refund = { account: OPERATING, reference: 'boleta 77' };

const CASES: readonly Case[] = [
  its('SignAgreement', SignAgreement),
  its('CommitInstalment', CommitInstalment),
  then('ReleaseInstalment', past(CommitInstalment), [
    'finance',
    ReleaseInstalment,
    { ...of, budgetYear: '2022', reason: 'se firma otra vez' },
  ]),
  its('SignTranche, the last signature', SignTranche, 2),
  then('CancelTranche of one that is approved', past(SignTranche, 2), [
    'finance',
    CancelTranche,
    { ...first, reason: 'se pide otra vez' },
  ]),
  its('OrderTranche', OrderTranche),
  then('CancelTranche of one that is ordered', past(OrderTranche), [
    'treasurer',
    CancelTranche,
    { ...first, reason: 'orden equivocada' },
  ]),
  its('SendTranche', SendTranche),
  then('BounceTranche before it was confirmed', past(SendTranche), [
    'treasurer',
    BounceTranche,
    { ...first, reason: 'cuenta cerrada' },
  ]),
  its('ConfirmTranche', ConfirmTranche),
  then('BounceTranche after it was confirmed', past(ConfirmTranche), [
    'treasurer',
    BounceTranche,
    { ...first, reason: 'cuenta cerrada' },
  ]),
  then(
    'CancelTranche of one that bounced',
    [...past(ConfirmTranche), bounced],
    ['treasurer', CancelTranche, { ...first, reason: 'la organización renuncia' }],
  ),
  its('ReportExpense', ReportExpense),
  its('AcceptExpense', AcceptExpense),
  then('RuleIneligible of what was accepted', past(AcceptExpense), [
    'fiduciary',
    RuleIneligible,
    { ...of, expense: 'G-1-1-1', reason: 'ajeno al plan' },
  ]),
  then(
    'SettleIneligible to the project',
    [...past(AcceptExpense), ruledOut],
    ['finance', SettleIneligible, { ...of, expense: 'G-1-1-1', way: 'to-project', ...refund }],
  ),
  then('ReturnBalance', past(ConfirmTranche), [
    'finance',
    ReturnBalance,
    { ...first, amount: { amount: '700.00', currency: 'BOB' }, ...refund },
  ]),
];

let ground: HouseLedger;

beforeAll(async () => {
  ground = await HouseLedger.open();
  await ground.enact([...opening, ...year]);
  await ground.close();
});
afterAll(() => ground.discardFiles());

/** A ledger as it stands, opened for a moment. */
async function looked(ledger: HouseLedger): Promise<object> {
  const house = await foldedHouse(ledger.log);
  expect(disagreements(house)).toEqual([]);
  return outcomeOf(house);
}

const openRows = (ledger: HouseLedger): Promise<unknown[]> =>
  ledger.state.db
    .withTables<{ open_reservation: { id: string } }>()
    .selectFrom('open_reservation')
    .selectAll()
    .execute();

async function eventually(check: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await check();
    } catch (error) {
      if (tries === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

const KEY = 'asked-once';

/** What other streams were told on an agreement's behalf, and nothing that was told them later takes the place of. */
const TOLD = [
  'AllianceSigned',
  'CategoryReserved',
  'CategoryMoved',
  'CommitmentMade',
  'CommitmentMoved',
  'CashHeld',
  'CashPaid',
  'PaymentOrdered',
  'PaymentConfirmed',
  'InvoiceAllocated',
];

test('a year in the life of an agreement leaves all streams in step, and without any one event they are not', async () => {
  const ledger = await HouseLedger.open(ground);
  await ledger.enact(lived);
  await looked(ledger);
  const { events } = await foldedHouse(ledger.log);
  await ledger.discard();
  for (const type of TOLD) {
    const left = events.filter((event) => event.type === type);
    expect([type, left.length]).not.toEqual([type, 0]);
    const without = left.at(-1)!;
    const noticed = (): readonly string[] => disagreements(folded(events.filter((one) => one !== without)));
    expect([type, noticed()]).not.toEqual([type, []]);
  }
});

describe.each(CASES)('%s', (_name, before, the) => {
  test('has one effect, wherever a process dies on the way', async () => {
    const stage = await HouseLedger.open(ground);
    await stage.enact(before);
    const nothing = await looked(stage);
    await stage.close();

    const reference = await HouseLedger.open(stage);
    await reference.does(the, { by: await reference.process(), key: KEY });
    const done = await looked(reference);
    await reference.discard();
    expect(done).not.toEqual(nothing);

    const dies = async (death: Death): Promise<boolean> => {
      const ledger = await HouseLedger.open(stage);
      const { died } = await ledger.doesAndDies(the, KEY, death);
      const next = await ledger.reopened();
      const runtime = await next.process();
      expect(runtime.snapshot().recovered.failed).toBe(0);
      // Before anybody asks again it is there, or it is not.
      expect([nothing, done]).toContainEqual(await looked(next));
      const answers = [
        await next.does(the, { by: runtime, key: KEY }),
        await next.does(the, { by: runtime, key: KEY }),
      ];
      expect(JSON.stringify(answers[1])).toBe(JSON.stringify(answers[0]));
      expect(await looked(next)).toEqual(done);
      await eventually(async () => expect(await openRows(next)).toEqual([]));
      await next.discard();
      return died;
    };
    let step = 1;
    while (await dies({ step, when: 'before' })) {
      expect(await dies({ step, when: 'after' })).toBe(true);
      step += 1;
    }
    // Its own append, and that of at least one other stream.
    expect(step - 1).toBeGreaterThanOrEqual(2);
    stage.discardFiles();
  });
});
