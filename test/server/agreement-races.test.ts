import {
  AcceptExpense,
  CommitInstalment,
  ConfirmTranche,
  OrderTranche,
  ReportExpense,
  SignAgreement,
  SignTranche,
} from '@tramo/agreements';
import { TransferAppropriation } from '@tramo/budget';
import { CommandRefused, type CommandRuntime } from '@tramo/event-log';
import { Money, sha256Hex, type MoneyJson } from '@tramo/kernel';
import { ReallocateCategory } from '@tramo/programmes';
import { OpenAccount, ReceiveFunds, VerifyAccount } from '@tramo/treasury';
import { after, type Act } from '../../apps/server/src/demonstration/act';
import { organisation } from '../../apps/server/src/demonstration/organisations';
import {
  bs,
  FINANCING,
  opening,
  PRODUCERS,
  PROGRAMME,
  UNIT,
  year,
} from '../../apps/server/src/demonstration/programme';
import { foldedHouse, type FoldedHouse } from '../support/folded-house';
import { HouseLedger } from '../support/house-ledger';
import { lifeOf, next, together, until, upTo } from '../support/lives';
import { disagreements } from '../support/money-agrees';

/** Two processes on one ledger, and two people at the same moment: what there is once is had once. */
jest.setTimeout(120_000);

const one = lifeOf(1);
/** Of the same region, and so on the same line. */
const other = lifeOf(10);
const of = { programme: PROGRAMME, agreement: 'a-01' };
const credits = [organisation(1).credit, organisation(10).credit];
const larger = Math.max(...credits);

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

interface Raced {
  readonly told: readonly string[];
  readonly house: FoldedHouse;
}

/** All at once, by turns on two processes; afterwards every stream says the same. */
async function raced(acts: readonly Act[], keys: readonly string[] = []): Promise<Raced> {
  return racedBy([await ledger.process(), await ledger.process()], acts, keys);
}

async function racedBy(
  processes: readonly CommandRuntime[],
  acts: readonly Act[],
  keys: readonly string[] = [],
): Promise<Raced> {
  const results = await Promise.allSettled(
    acts.map((act, index) =>
      ledger.does(act, { by: processes[index % processes.length]!, key: keys[index] ?? `raced-${index}` }),
    ),
  );
  const told = results.map((result) => {
    if (result.status === 'fulfilled') return 'accepted';
    if (result.reason instanceof CommandRefused) return result.reason.rejection.code;
    throw result.reason;
  });
  const house = await foldedHouse(ledger.log);
  expect(disagreements(house)).toEqual([]);
  return { told: [...told].sort(), house };
}

const times = <Item>(count: number, item: Item): readonly Item[] => Array.from({ length: count }, () => item);
const by = (person: Act['by'], act: Act): Act => ({ ...act, by: person });
const eventsOf = ({ events }: FoldedHouse, type: string): number =>
  events.filter((event) => event.type === type).length;

test('a tranche that two people confirm is confirmed once', async () => {
  const { before, the } = upTo(one, ConfirmTranche);
  await stage(before);
  const { told, house } = await raced([...times(3, the), ...times(3, by('manager', the))]);
  expect(told.filter((word) => word === 'accepted')).toHaveLength(1);
  expect(new Set(told.slice(0, -1))).not.toContain('accepted');
  expect(eventsOf(house, 'TrancheConfirmed')).toBe(1);
});

test('a tranche that is ordered twice at once is ordered once', async () => {
  const { before, the } = upTo(one, OrderTranche);
  await stage(before);
  const { told, house } = await raced(times(6, the));
  expect(told.filter((word) => word === 'accepted')).toHaveLength(1);
  expect(house.agreements.get('a-01')!.tranches.tranches.get(1)!.orders).toBe(1);
});

test('two signatures at once are two signatures, and approve once', async () => {
  const { before, the } = upTo(one, SignTranche);
  await stage(before);
  const { told, house } = await raced([the, by('coordinator', the)]);
  expect(told).toEqual(['accepted', 'accepted']);
  expect(eventsOf(house, 'TrancheSigned')).toBe(2);
  expect(eventsOf(house, 'TrancheApproved')).toBe(1);
});

test('who comes second in one process is told how things stand, and not what the first was taking', async () => {
  const { before, the } = upTo(one, SignTranche);
  await stage([...before, the]);
  const last = [by('coordinator', the), by('manager', the), by('treasurer', the)];
  const { told } = await racedBy([await ledger.process()], last);
  expect(told).toEqual(['TRANCHE_NOT_AT_STEP', 'TRANCHE_NOT_AT_STEP', 'accepted']);
});

test('two signatures of one person at once are one', async () => {
  const { before, the } = upTo(one, SignTranche);
  await stage(before);
  const { told, house } = await raced([the, the]);
  expect(told).toEqual(['SIGNED_ALREADY', 'accepted']);
  expect(eventsOf(house, 'TrancheApproved')).toBe(0);
});

test('one key at once is one command, whoever is asked', async () => {
  const { before, the } = upTo(one, ConfirmTranche);
  await stage(before);
  const { told, house } = await raced(times(6, the), times(6, 'one key'));
  expect(told).toEqual(times(6, 'accepted'));
  expect(eventsOf(house, 'TrancheConfirmed')).toBe(1);
});

/** Of which the tranche can pay one and not two. */
const whole = (expense: string): Act => {
  const total: MoneyJson = bs((organisation(1).credit * 4) / 7);
  return next(until(one, ConfirmTranche), 'secondOfficer', ReportExpense, {
    ...of,
    tranche: 1,
    expense,
    spentOn: after(upTo(one, ConfirmTranche).the.on, 1),
    supplier: 'Proveedor 1',
    invoice: { taxId: '1020', type: 'factura', number: expense, total },
    document: [{ name: 'factura', sha256: sha256Hex(expense) }],
    net: total,
    concept: 'insumos',
  });
};

test('of two expenses for the last money of a tranche one is reported', async () => {
  await stage(until(one, ConfirmTranche));
  const { told, house } = await raced([whole('G-A'), whole('G-B')]);
  expect(told).toEqual(['EXPENSE_EXCEEDS_TRANCHE', 'accepted']);
  expect(house.agreements.get('a-01')!.expenses.expenses.size).toBe(1);
});

test('an expense that two people accept is accepted once', async () => {
  const { before, the } = upTo(one, AcceptExpense);
  await stage(before);
  const { told, house } = await raced([the, by('secondFiduciary', the)]);
  expect(told).toEqual(['EXPENSE_NOT_REPORTED', 'accepted']);
  expect(eventsOf(house, 'ExpenseAccepted')).toBe(1);
});

test('of two agreements for the last money of a category one is signed', async () => {
  const before = together(upTo(one, SignAgreement).before, upTo(other, SignAgreement).before);
  await stage(before);
  const { financings } = await foldedHouse(ledger.log);
  const category = '2(a)';
  const cell = [...financings.get(FINANCING)!.cells.values()].find(
    (place) => place.share === UNIT && place.category === category,
  )!;
  // As much is left as the larger takes: one of them, and not both.
  const left = Math.ceil(larger / 6.86);
  await ledger.enact([
    next(before, 'finance', ReallocateCategory, {
      financing: FINANCING,
      share: UNIT,
      from: category,
      to: null,
      amount: cell.free.minus(Money.of(`${left}.00`, 'USD')).toJSON(),
      reason: 'otra prioridad',
    }),
  ]);
  const { told } = await raced([upTo(one, SignAgreement).the, upTo(other, SignAgreement).the]);
  expect(told).toEqual(['CATEGORY_EXHAUSTED', 'accepted']);
});

test('of two agreements for the last money of a line one is funded', async () => {
  const before = together(until(one, SignAgreement), until(other, SignAgreement));
  await stage([
    ...before,
    next(before, 'finance', TransferAppropriation, {
      programme: PROGRAMME,
      year: '2022',
      from: { source: 'AIF', component: PRODUCERS, region: 'LP' },
      to: { source: 'AIF', component: PRODUCERS },
      amount: bs(8_500_000 - larger),
      legalAct: { type: 'resolución', number: 'RA-77', date: after(before.at(-1)!.on, 1) },
    }),
  ]);
  const { told } = await raced([upTo(one, CommitInstalment).the, upTo(other, CommitInstalment).the]);
  expect(told).toEqual(['APPROPRIATION_EXCEEDED', 'accepted']);
});

test('of two tranches for the last money of an account one is ordered', async () => {
  const before = together(upTo(one, OrderTranche).before, upTo(other, OrderTranche).before);
  const till = { programme: PROGRAMME, account: 'caja' };
  await stage([
    ...before,
    next(before, 'administrator', OpenAccount, {
      ...till,
      kind: 'operating',
      entity: UNIT,
      bank: 'Banco Unión',
      number: '77',
    }),
    next(before, 'fiduciary', VerifyAccount, { ...till, evidence: 'certificación' }),
    next(before, 'secondFiduciary', VerifyAccount, { ...till, evidence: 'certificación' }),
    next(before, 'treasurer', ReceiveFunds, {
      ...till,
      receipt: 'R-1',
      kind: 'treasury',
      amount: bs((larger * 4) / 10),
      reference: 'transferencia 77',
    }),
  ]);
  const orders = ['a-01', 'a-10'].map((agreement) =>
    next(before, 'treasurer', OrderTranche, { programme: PROGRAMME, agreement, tranche: 1, payer: 'caja' }),
  );
  const { told, house } = await raced(orders);
  expect(told).toEqual(['CASH_EXCEEDED', 'accepted']);
  expect(eventsOf(house, 'TrancheOrdered')).toBe(1);
});
