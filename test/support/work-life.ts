import {
  AcceptWork,
  ApproveFinalDesign,
  ApproveProgressSheet,
  CommitWorkYear,
  DepositMunicipalShare,
  PayProgressSheet,
  PayWorksAdvance,
  PresentProgressSheet,
  RequestWorksAdvance,
  SignLetterOfIntent,
  SignWorkAgreement,
  VerifyMunicipalDeposit,
} from '@tramo/agreements';
import { InscribeAppropriation, PlanBudget } from '@tramo/budget';
import { AllocateCategory } from '@tramo/programmes';
import { OpenAccount, ReceiveFunds } from '@tramo/treasury';
import { act, day, type Act } from '../../apps/server/src/demonstration/act';
import { bs, FINANCING, PRODUCERS, PROGRAMME } from '../../apps/server/src/demonstration/programme';

/** A canal of Bs 100,000 in the books of the fund of the demonstration, and a life without a mishap. */
export const WORK = { programme: PROGRAMME, work: 'canal-1' } as const;
export const FUND_ACCOUNT = 'fps-operativa';
const COLLECTION = 'fps-recaudadora';
const FUND = 'FPS';

const of = { programme: PROGRAMME } as const;
const line = { source: 'AIF', component: PRODUCERS, entity: FUND } as const;
const OPENED = day('2022-02-01');
const evidence = [{ name: 'planilla.pdf', sha256: 'a'.repeat(64) }];

/** What the fund needs before it takes a work on. */
const fund: readonly Act[] = [
  act('finance', OPENED, AllocateCategory, {
    financing: FINANCING,
    share: FUND,
    category: '2(a)',
    amount: { amount: '20000.00', currency: 'USD' },
  }),
  act('finance', OPENED, PlanBudget, { ...of, year: '2022', lines: [{ line, amount: bs(100_000) }] }),
  act('finance', OPENED, InscribeAppropriation, {
    ...of,
    year: '2022',
    kind: 'additional',
    legalAct: { type: 'ley', number: 'PGE-2022-FPS', date: day('2022-01-15') },
    lines: [{ line, amount: bs(100_000) }],
  }),
  ...([FUND_ACCOUNT, COLLECTION] as const).map((account) =>
    act('administrator', OPENED, OpenAccount, {
      ...of,
      account,
      kind: account === COLLECTION ? ('collection' as const) : ('operating' as const),
      entity: FUND,
      bank: 'Banco Unión',
      number: account,
    }),
  ),
  act('treasurer', OPENED, ReceiveFunds, {
    ...of,
    account: FUND_ACCOUNT,
    receipt: 'fps-1',
    kind: 'treasury',
    amount: bs(90_000),
    reference: 'C31 1',
  }),
];

const payer = FUND_ACCOUNT;
const on = (date: string) => day(`2022-${date}`);

const sheet = (number: number, measured: string): readonly Act[] => [
  act('supervisor', on(measured), PresentProgressSheet, {
    ...WORK,
    sheet: number,
    progress: number === 1 ? '50' : '100',
    gross: bs(50_000),
    measuredUntil: on(measured),
    evidence,
  }),
  act('fiduciary', on(measured), ApproveProgressSheet, { ...WORK, sheet: number }),
  act('treasurer', on(measured), PayProgressSheet, {
    ...WORK,
    sheet: number,
    payer,
    reference: `SIGEP-obra-${number}`,
  }),
];

export const workLife: readonly Act[] = [
  ...fund,
  act('officer', on('02-03'), SignLetterOfIntent, {
    ...WORK,
    name: 'Canal Tarapaya',
    municipality: { code: 'GAM-BETANZOS', name: 'GAM Betanzos' },
    reference: 'Carta 3/2022',
  }),
  act('officer', on('02-10'), ApproveFinalDesign, {
    ...WORK,
    designer: 'asesoria.andina',
    amount: bs(100_000),
    municipalPercentage: '20',
    lenderPercentage: '80',
    evidence,
  }),
  act('contracts', on('02-20'), SignWorkAgreement, {
    ...WORK,
    reference: 'Convenio FPS 9/2022',
    contractor: 'Constructora Sucre',
    line,
    lender: { financing: FINANCING, currency: 'USD' },
    advancePercentage: '20',
    retentionPercentage: '7',
    startsOn: on('03-01'),
    endsOn: day('2023-06-30'),
  }),
  act('finance', on('02-21'), CommitWorkYear, { ...WORK, budgetYear: '2022', amount: bs(80_000) }),
  act('officer', on('02-22'), DepositMunicipalShare, {
    ...WORK,
    deposit: 'D-1',
    account: COLLECTION,
    amount: bs(20_000),
    depositedOn: on('02-22'),
    reference: 'boleta 7',
  }),
  act('disbursements', on('02-23'), VerifyMunicipalDeposit, {
    ...WORK,
    deposit: 'D-1',
    shownBy: 'extracto 2, línea 4',
  }),
  act('finance', on('02-24'), RequestWorksAdvance, {
    ...WORK,
    amount: bs(20_000),
    reason: 'inicio de obra',
  }),
  act('treasurer', on('02-25'), PayWorksAdvance, {
    ...WORK,
    amount: bs(20_000),
    payer,
    reference: 'SIGEP-obra-0',
  }),
  ...sheet(1, '05-31'),
  ...sheet(2, '09-30'),
  act('treasurer', on('10-05'), AcceptWork, {
    ...WORK,
    kind: 'final',
    reference: 'Acta 12/2022',
    payer,
  }),
];
