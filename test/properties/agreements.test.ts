import fc from 'fast-check';
import {
  AcceptExpense,
  agreement,
  agreementStream,
  BounceTranche,
  CancelTranche,
  CommitInstalment,
  ConfirmOffset,
  ConfirmTranche,
  DepositCounterpart,
  OrderTranche,
  ReleaseInstalment,
  RequestTranche,
  ResumeAgreement,
  ReturnBalance,
  ReturnTranche,
  ReverseDeposit,
  ReviewTranche,
  RuleIneligible,
  SendTranche,
  SettleIneligible,
  SignTranche,
  SuspendAgreement,
  VerifyCounterpart,
  WithdrawExpense,
  type AgreementState,
} from '@tramo/agreements';
import { CommandRefused, type RecordedEvent } from '@tramo/event-log';
import { Money } from '@tramo/kernel';
import { VerifyAccount } from '@tramo/treasury';
import { act, type Act } from '../../apps/server/src/demonstration/act';
import { bs, opening, OPERATING, PROGRAMME, year } from '../../apps/server/src/demonstration/programme';
import { catalogue } from '../../apps/server/src/projections';
import { foldedHouse, type FoldedHouse } from '../support/folded-house';
import { HouseLedger, nameOf } from '../support/house-ledger';
import { lifeOf, together } from '../support/lives';
import { disagreements } from '../support/money-agrees';
import { booked } from './brute-force';

/** Whatever people do to agreements, in whichever order: no number passes the one it rests on. */
jest.setTimeout(240_000);

const LIVES = [1, 2, 10];
const RUNS = 8;

/** Something anybody may try at any time, on any of the agreements. */
interface Wild {
  /** How far the ordinary lives have come when it is tried, in thousandths. */
  readonly at: number;
  readonly life: number;
  readonly tranche: number;
  readonly expense: number;
  readonly units: number;
  readonly what: (typeof WHATS)[number];
}
type Making = (on: Act['on'], wild: Wild) => Act | readonly Act[];

const of = ({ life }: Wild) => ({ programme: PROGRAMME, agreement: `a-${String(life).padStart(2, '0')}` });
const trancheOf = (wild: Wild) => ({ ...of(wild), tranche: wild.tranche });
const expenseOf = (wild: Wild) => ({
  ...of(wild),
  expense: `G-${wild.life}-${wild.tranche}-${wild.expense}`,
});
const accountOf = (wild: Wild): string => `cuenta-${of(wild).agreement}`;
const depositOf = ({ life, tranche }: Wild): string => `D-${life}-${tranche}`;
const document = { name: 'papel', sha256: 'a'.repeat(64) };
const reason = 'porque sí';

const ruledOut: Making = (on, wild) => act('fiduciary', on, RuleIneligible, { ...expenseOf(wild), reason });
/** Of an expense that is ruled out at once, so that there is something to make good. */
const settled =
  (how: (on: Act['on'], wild: Wild) => Parameters<typeof settling>[2]): Making =>
  (on, wild) => [ruledOut(on, wild) as Act, settling(on, wild, how(on, wild))];
const settling = (
  on: Act['on'],
  wild: Wild,
  how: Omit<SettleIneligible['body'], 'programme' | 'agreement' | 'expense' | 'by'>,
): Act => act('finance', on, SettleIneligible, { ...expenseOf(wild), ...how });

const MAKINGS = {
  bounce: (on, wild) => act('treasurer', on, BounceTranche, { ...trancheOf(wild), reason }),
  cancel: (on, wild) => act('treasurer', on, CancelTranche, { ...trancheOf(wild), reason }),
  request: (on, wild) =>
    act(wild.life % 2 === 0 ? 'officer' : 'secondOfficer', on, RequestTranche, {
      ...trancheOf(wild),
      documents: [document, document],
    }),
  review: (on, wild) => act('disbursements', on, ReviewTranche, { ...trancheOf(wild), opinion: 'bien' }),
  return: (on, wild) => act('disbursements', on, ReturnTranche, { ...trancheOf(wild), reason }),
  sign: (on, wild) => act('secondFinance', on, SignTranche, trancheOf(wild)),
  'sign-too': (on, wild) => act('secondCoordinator', on, SignTranche, trancheOf(wild)),
  order: (on, wild) => act('treasurer', on, OrderTranche, { ...trancheOf(wild), payer: OPERATING }),
  send: (on, wild) => act('treasurer', on, SendTranche, { ...trancheOf(wild), reference: 'otra' }),
  confirm: (on, wild) => act('treasurer', on, ConfirmTranche, { ...trancheOf(wild), reference: 'otra' }),
  'confirm-offset': (on, wild) => act('treasurer', on, ConfirmOffset, trancheOf(wild)),
  commit: (on, wild) => act('finance', on, CommitInstalment, { ...of(wild), budgetYear: '2022' }),
  release: (on, wild) =>
    act('finance', on, ReleaseInstalment, {
      ...of(wild),
      budgetYear: '2022',
      amount: bs(wild.units),
      reason,
    }),
  'verify-account': (on, wild) =>
    act('fiduciary', on, VerifyAccount, {
      programme: PROGRAMME,
      account: accountOf(wild),
      evidence: 'otra',
    }),
  'verify-account-too': (on, wild) =>
    act('secondFiduciary', on, VerifyAccount, {
      programme: PROGRAMME,
      account: accountOf(wild),
      evidence: 'otra',
    }),
  deposit: (on, wild) =>
    act('officer', on, DepositCounterpart, {
      ...of(wild),
      deposit: `D-${wild.life}-${wild.units}`,
      party: `ORG-${String(wild.life).padStart(2, '0')}`,
      kind: 'cash',
      amount: bs(wild.units),
      account: accountOf(wild),
      depositedOn: on,
      evidence: [document],
    }),
  verify: (on, wild) =>
    act('treasurer', on, VerifyCounterpart, {
      ...of(wild),
      deposit: depositOf(wild),
      shownBy: `extracto, ${depositOf(wild)}`,
    }),
  reverse: (on, wild) =>
    act('treasurer', on, ReverseDeposit, { ...of(wild), deposit: depositOf(wild), how: 'bounced', reason }),
  accept: (on, wild) => act('secondFiduciary', on, AcceptExpense, expenseOf(wild)),
  ineligible: ruledOut,
  withdraw: (on, wild) => act('officer', on, WithdrawExpense, { ...expenseOf(wild), reason }),
  'to-project': settled(() => ({ way: 'to-project', account: OPERATING, reference: 'boleta' })),
  'part-to-account': settled((_on, wild) => ({
    way: 'to-account',
    account: accountOf(wild),
    amount: bs(1 + (wild.units % 20_000)),
    reference: 'boleta',
  })),
  offset: settled((_on, { tranche }) => ({ way: 'offset', against: 1 + (tranche % 3), reference: 'nota' })),
  'written-off': settled((on) => ({
    way: 'written-off',
    legalAct: { type: 'ley', number: '1', date: on },
    reference: 'ley',
  })),
  'return-balance': (on, wild) =>
    act('finance', on, ReturnBalance, {
      ...trancheOf(wild),
      amount: bs(wild.units),
      account: OPERATING,
      reference: 'boleta',
    }),
  suspend: (on, wild) => act('coordinator', on, SuspendAgreement, { ...of(wild), reason }),
  resume: (on, wild) => act('coordinator', on, ResumeAgreement, { ...of(wild), reason }),
} as const satisfies Readonly<Record<string, Making>>;
const WHATS = Object.keys(MAKINGS) as (keyof typeof MAKINGS)[];

const anyWild: fc.Arbitrary<Wild> = fc.record({
  at: fc.nat(999),
  life: fc.constantFrom(...LIVES),
  tranche: fc.integer({ min: 1, max: 3 }),
  expense: fc.integer({ min: 1, max: 4 }),
  units: fc.integer({ min: 1, max: 400_000 }),
  what: fc.constantFrom(...WHATS),
});

const ordinary = together(...LIVES.map(lifeOf));

/** The ordinary lives, with what is tried in between. */
function mixed(wilds: readonly Wild[]): readonly Act[] {
  const places = wilds.map((wild) => ({
    // Before the first agreement is signed there is nothing to try.
    index: Math.floor(((400 + 0.6 * wild.at) * ordinary.length) / 1000),
    wild,
  }));
  return ordinary.flatMap((one, index) => [
    one,
    ...places
      .filter((place) => place.index === index)
      .flatMap(({ wild }) => MAKINGS[wild.what](one.on, wild)),
  ]);
}

let ground: HouseLedger;
const refusals = new Map<string, number>();
const accepted = new Map<string, number>();

beforeAll(async () => {
  ground = await HouseLedger.open();
  await ground.enact([...opening, ...year]);
  await ground.close();
});
afterAll(() => ground.discardFiles());

const count = (counts: Map<string, number>, name: string): void =>
  void counts.set(name, (counts.get(name) ?? 0) + 1);

test('what people do to agreements keeps every number within the one it rests on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyWild, { minLength: 60, maxLength: 120 }), async (wilds) => {
      const ledger = await HouseLedger.open(ground);
      try {
        await enact(ledger, mixed(wilds));
        const house = await foldedHouse(ledger.log);
        expect(disagreements(house)).toEqual([]);
        expect(belowZero(house.events)).toEqual([]);
        expect(beyond(house)).toEqual([]);
      } finally {
        await ledger.discard();
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  // Enough of both was tried for this to mean anything.
  expect(accepted.size).toBeGreaterThan(20);
  expect(refusals.size).toBeGreaterThan(15);
});

async function enact(ledger: HouseLedger, acts: readonly Act[]): Promise<void> {
  const by = await ledger.process();
  for (const one of acts) {
    const before = (await ledger.log.head())?.value;
    try {
      await ledger.does(one, { by });
      count(accepted, nameOf(one));
    } catch (error) {
      if (!(error instanceof CommandRefused)) throw error;
      const { code } = error.rejection;
      count(refusals, code);
      const after = (await ledger.log.head())?.value;
      expect([nameOf(one), code, after]).toEqual([nameOf(one), code, before]);
    }
  }
}

const CASCADES = ['940', '950', '960', '972', '973', '974', '981', '982', '983', '984'];

/** Balances by agreement, and by party where it is the counterpart's, after each event. */
function belowZero(events: readonly RecordedEvent[]): readonly string[] {
  const balances = new Map<string, bigint>();
  const found: string[] = [];
  for (const event of events) {
    const touched = new Set<string>();
    for (const { posting } of booked([event])) {
      const { account, amount, dimensions } = posting;
      if (!CASCADES.includes(account) || dimensions.agreement === null) continue;
      const party = account.startsWith('98') ? dimensions.party : null;
      const key = [account, dimensions.agreement, party].join(' ');
      balances.set(key, (balances.get(key) ?? 0n) + amount.amountMinor);
      touched.add(key);
    }
    for (const key of touched) {
      if (balances.get(key)! < 0n) found.push(`${key} is below zero after ${event.type} ${event.revision}`);
    }
  }
  return found;
}

/** Used and recognised beyond what there was of it, after any event of an agreement. */
function beyond({ events, agreements }: FoldedHouse): readonly string[] {
  const types = new Set<string>(agreement.events.map(({ type }) => type));
  return [...agreements.keys()].flatMap((id) => {
    let state: AgreementState = agreement.initial;
    return events
      .filter(({ stream, type }) => stream === agreementStream(id) && types.has(type))
      .flatMap((event) => {
        state = agreement.evolve(state, catalogue.current(event) as never);
        return [...recognised(state), ...used(state)].map(
          (what) => `${what} of ${id} after ${event.type} ${event.revision}`,
        );
      });
  });
}

const bob = (amounts: readonly Money[]): Money => Money.sum('BOB', amounts);

function recognised({ tranches, expenses }: AgreementState): readonly string[] {
  return [...tranches.tranches.values()].flatMap(({ tranche, transferred }) => {
    const accounted = bob(
      [...expenses.expenses.values()]
        .filter((one) => one.tranche === tranche && one.state === 'accepted')
        .map(({ subsidy }) => subsidy),
    );
    return accounted.isGreaterThan(transferred) ? [`subsidy of tranche ${tranche}`] : [];
  });
}

function used({ counterpart }: AgreementState): readonly string[] {
  return [...counterpart.used].flatMap(([key, amount]) => {
    const [party, kind] = JSON.parse(key) as [string, string];
    const given = [...counterpart.deposits.values()].filter(
      (one) => one.party === party && one.kind === kind && one.state !== 'reversed',
    );
    const deposited = bob(given.map((one) => one.amount));
    const verified = bob(given.filter(({ state }) => state === 'verified').map((one) => one.amount));
    return amount.isGreaterThan(verified) || verified.isGreaterThan(deposited) || amount.isNegative()
      ? [`counterpart of ${party}`]
      : [];
  });
}
