import {
  AcceptExpense,
  AcceptWork,
  ApproveProgressSheet,
  BounceTranche,
  BounceWorkPayment,
  CancelTranche,
  CloseAgreement,
  CommitInstalment,
  CommitWorkYear,
  ConfirmTranche,
  DepositMunicipalShare,
  ObserveExpense,
  OrderTranche,
  PayProgressSheet,
  PayWorksAdvance,
  RecordSpending,
  ReleaseInstalment,
  ReleaseRetention,
  ReleaseWorkYear,
  RemedyExpense,
  ReportExpense,
  ReturnBalance,
  ReturnMunicipalFunds,
  ReturnWorksAdvance,
  ReverseMunicipalDeposit,
  RuleIneligible,
  SendTranche,
  SettleIneligible,
  SignAddendum,
  SignAgreement,
  SignTranche,
  SignWorkAddendum,
  SignWorkAgreement,
  TerminateWork,
  VerifyMunicipalDeposit,
  WithdrawExpense,
} from '@tramo/agreements';
import { ConvertFunds, ReceiveFunds } from '@tramo/treasury';
import { act, contextOf, day, type Act } from '../../apps/server/src/demonstration/act';
import {
  bs,
  FINANCING,
  opening,
  OPERATING,
  PRODUCERS,
  PROGRAMME,
  UNIT,
  year,
} from '../../apps/server/src/demonstration/programme';
import { house } from '../../apps/server/src/house';
import { folded, foldedHouse } from '../support/folded-house';
import { HouseLedger, nameOf, type Death } from '../support/house-ledger';
import { lifeOf, next, until, upTo } from '../support/lives';
import { disagreements, outcomeOf } from '../support/money-agrees';
import { FUND_ACCOUNT, WORK, workLife } from '../support/work-life';

/**
 * Whatever a command asks of other streams, a process that dies anywhere on the way leaves all of them in step, and the
 * same request, sent again, has its effect once.
 */
jest.setTimeout(60_000);

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
const works = (name: string, command: { readonly name: string }, nth = 1): Case => {
  const { before, the } = upTo(workLife, command, nth);
  return [name, before, the];
};
const built = (command: { readonly name: string }, nth = 1) => until(workLife, command, nth);
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
const report = up(ReportExpense).the;
const reportBody = report.command(contextOf(report, 0)).body as unknown as ConstructorParameters<
  typeof ReportExpense
>[0];
const observed = next(past(ReportExpense), 'fiduciary', ObserveExpense, {
  ...of,
  expense: 'G-1-1-1',
  reason: 'falta el acta de entrega',
});
const small = bs(700);
const substitute = next([...past(AcceptExpense), ruledOut], 'officer', ReportExpense, {
  ...reportBody,
  expense: 'G-S',
  invoice: { ...reportBody.invoice, number: 'S-1', total: small },
  net: small,
  substitutes: 'G-1-1-1',
});
const settles = (way: string, more: object, before: readonly Act[] = []): Case =>
  then(
    `SettleIneligible, ${way}`,
    [...past(AcceptExpense), ruledOut, ...before],
    ['finance', SettleIneligible, { ...of, expense: 'G-1-1-1', way, reference: 'nota 12', ...more } as never],
  );

/** As the agreement was signed, with so much more of the last tranche, or less. */
function addendum(more: number) {
  const { the } = up(SignAgreement);
  type Signed = ConstructorParameters<typeof SignAgreement>[0];
  const { credit, promised, tranches } = the.command(contextOf(the, 0)).body as unknown as Signed;
  const changed = ({ amount }: { readonly amount: string }, by: number) => bs(Number(amount) + by);
  return {
    ...of,
    addendum: 'A-1',
    reference: 'Adenda 1/2022',
    reason: 'otro alcance',
    credit: changed(credit, more),
    tranches: tranches.map((one) =>
      one.tranche === 3 ? { ...one, amount: changed(one.amount, more) } : one,
    ),
    promised: (promised ?? []).map((one) => ({ ...one, amount: changed(one.amount, (more * 3) / 7) })),
  };
}

const dueNext = past(SignTranche, 4);
const ineligible = next(dueNext, 'fiduciary', RuleIneligible, {
  ...of,
  expense: 'G-1-1-1',
  reason: 'ajeno al plan',
});

const own = { programme: PROGRAMME, agreement: 'poa-2022' };
const administration: readonly Act[] = [
  act('contracts', day('2022-02-01'), SignAgreement, {
    ...own,
    kind: 'administration',
    reference: 'POA 2022',
    organisation: null,
    line: { source: 'AIF', component: PRODUCERS },
    lender: { financing: FINANCING, currency: 'USD', share: UNIT },
    credit: bs(1_000),
    startsOn: day('2022-02-01'),
    endsOn: day('2022-12-31'),
    tranches: [{ tranche: 1, amount: bs(1_000), budgetYear: '2022' }],
    promised: [],
  }),
  act('finance', day('2022-02-02'), CommitInstalment, { ...own, budgetYear: '2022' }),
];

const SPECIAL = 'par2-especial-usd';
const advance = act('treasurer', day('2022-02-01'), ReceiveFunds, {
  programme: PROGRAMME,
  account: SPECIAL,
  receipt: 'anticipo-2',
  kind: 'lender-advance',
  amount: { amount: '1000.00', currency: 'USD' },
  reference: 'nota de abono 2022-020',
});

const returned = { ...WORK, payment: 'canal-1-payment-2', reason: 'cuenta cerrada' };
const retentionBack = next(workLife, 'treasurer', BounceWorkPayment, {
  ...returned,
  payment: 'canal-1-payment-4',
});
const stopped = (before: readonly Act[]): Act =>
  next(before, 'coordinator', TerminateWork, { ...WORK, reason: 'la contratista abandona' });
const workAddendum = { ...WORK, addendum: 'A-1', reference: 'Adenda 1/2022', reason: 'otro alcance' };

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
  settles('to the account of the organisation', { way: 'to-account', account: 'cuenta-a-01' }),
  settles('by another expense', { way: 'substituted', substitute: 'G-S', amount: bs(490) }, [substitute]),
  settles('written off', {
    way: 'written-off',
    legalAct: { type: 'resolución', number: 'R-9', date: '2022-02-01' },
  }),
  then('ObserveExpense', past(ReportExpense), [
    'fiduciary',
    ObserveExpense,
    { ...of, expense: 'G-1-1-1', reason: 'falta el acta de entrega' },
  ]),
  then(
    'RemedyExpense on less',
    [...past(ReportExpense), observed],
    ['officer', RemedyExpense, { ...reportBody, net: small, answer: 'se corrige el monto' }],
  ),
  then('WithdrawExpense', past(ReportExpense), [
    'officer',
    WithdrawExpense,
    { ...of, expense: 'G-1-1-1', reason: 'factura equivocada' },
  ]),
  then('ReturnBalance', past(ConfirmTranche), [
    'finance',
    ReturnBalance,
    { ...first, amount: bs(700), ...refund },
  ]),
  then('SignAddendum on more', past(CommitInstalment), ['contracts', SignAddendum, addendum(7_000)]),
  then('SignAddendum on less', past(SignAgreement), ['contracts', SignAddendum, addendum(-7_000)]),
  then('CloseAgreement', past(SignAgreement), ['contracts', CloseAgreement, of]),
  then(
    'SettleIneligible by offset',
    [...dueNext, ineligible],
    [
      'finance',
      SettleIneligible,
      { ...of, expense: 'G-1-1-1', way: 'offset', against: 2, reference: 'nota 12' },
    ],
  ),
  then('RecordSpending', administration, [
    'finance',
    RecordSpending,
    {
      ...own,
      spending: 'S-1',
      budgetYear: '2022',
      amount: bs(686),
      concept: 'alquiler',
      payer: OPERATING,
    },
  ]),
  then(
    'ConvertFunds',
    [advance],
    [
      'treasurer',
      ConvertFunds,
      {
        programme: PROGRAMME,
        account: OPERATING,
        from: SPECIAL,
        lot: 'L-2022-02',
        sold: { amount: '1000.00', currency: 'USD' },
        received: bs(6_850),
        reference: 'orden de conversión 2022-02',
      },
    ],
  ),
  works('SignWorkAgreement', SignWorkAgreement),
  works('CommitWorkYear', CommitWorkYear),
  works('DepositMunicipalShare', DepositMunicipalShare),
  works('VerifyMunicipalDeposit', VerifyMunicipalDeposit),
  then('ReverseMunicipalDeposit', built(VerifyMunicipalDeposit), [
    'treasurer',
    ReverseMunicipalDeposit,
    { ...WORK, deposit: 'D-1', reason: 'cheque sin fondos' },
  ]),
  then(
    'ReturnMunicipalFunds',
    [...built(VerifyMunicipalDeposit), stopped(built(VerifyMunicipalDeposit))],
    ['treasurer', ReturnMunicipalFunds, { ...WORK, reference: 'SIGEP-obra-8' }],
  ),
  then(
    'ReturnWorksAdvance by the contractor',
    [...built(PayWorksAdvance), stopped(built(PayWorksAdvance))],
    [
      'treasurer',
      ReturnWorksAdvance,
      {
        ...WORK,
        from: 'contractor',
        account: FUND_ACCOUNT,
        collection: 'fps-recaudadora',
        reference: 'boleta 9',
      },
    ],
  ),
  works('PayWorksAdvance', PayWorksAdvance),
  works('ApproveProgressSheet', ApproveProgressSheet),
  works('PayProgressSheet', PayProgressSheet),
  works('AcceptWork', AcceptWork),
  then('BounceWorkPayment of a sheet', built(PayProgressSheet), ['treasurer', BounceWorkPayment, returned]),
  then('SignWorkAddendum on more', built(SignWorkAgreement), [
    'contracts',
    SignWorkAddendum,
    { ...workAddendum, amount: bs(110_000) },
  ]),
  then('SignWorkAddendum on less', built(SignWorkAgreement), [
    'contracts',
    SignWorkAddendum,
    { ...workAddendum, amount: bs(90_000) },
  ]),
  then('ReleaseWorkYear', built(CommitWorkYear), [
    'finance',
    ReleaseWorkYear,
    { ...WORK, budgetYear: '2022', reason: 'las lluvias' },
  ]),
  then('TerminateWork', built(ApproveProgressSheet), [
    'coordinator',
    TerminateWork,
    { ...WORK, reason: 'la contratista abandona' },
  ]),
  then(
    'ReleaseRetention of what came back',
    [...workLife, retentionBack],
    ['treasurer', ReleaseRetention, { ...WORK, payer: FUND_ACCOUNT, reference: 'SIGEP-obra-9' }],
  ),
];

/** It has a suite of its own; and that claims survive a death is shown by the runtime's. */
const ELSEWHERE = ['CarryForward', 'OpenAccount'];

test('every command that asks something of another stream is among them', () => {
  type Asking = Readonly<Partial<Record<'reserves' | 'follows' | 'claims', unknown>>>;
  const asking = house.commandHandlers.filter(({ spec }) => {
    const { reserves, follows, claims } = spec as Asking;
    return reserves ?? follows ?? claims;
  });
  const killed = new Set(CASES.map(([, , the]) => nameOf(the)));
  const missing = asking.map(({ command }) => command.name).filter((name) => !killed.has(name));
  expect(missing).toEqual(ELSEWHERE);
});

let ground: HouseLedger;

beforeAll(async () => {
  ground = await HouseLedger.open();
  await ground.enact([...opening, ...year]);
  await ground.close();
});
afterEach(() => HouseLedger.discardAll());
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
  'DepositArrived',
];

test('a year in the life of an agreement leaves all streams in step, and without any one event they are not', async () => {
  const ledger = await HouseLedger.open(ground);
  await ledger.enact([...lived, ...workLife]);
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

/** Once on files too: they are closed and opened again between the two processes. */
const ON_FILES = 'OrderTranche';

describe.each(CASES)('%s', (name, before, the) => {
  test('has one effect, wherever a process dies on the way', async () => {
    const stage = await HouseLedger.open(ground);
    await stage.enact(before);
    const nothing = await looked(stage);
    await stage.close();

    const reference = await HouseLedger.above(stage);
    await reference.does(the, { by: await reference.process(), key: KEY });
    const done = await looked(reference);
    await reference.discard();
    expect(done).not.toEqual(nothing);

    const isOnFiles = name === ON_FILES;
    const dies = async (death: Death): Promise<boolean> => {
      const ledger = await (isOnFiles ? HouseLedger.open(stage) : HouseLedger.above(stage));
      const { died } = await ledger.doesAndDies(the, KEY, death);
      const next = isOnFiles ? await ledger.reopened() : ledger;
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
