import {
  InscribeAppropriation,
  OpenBudget,
  PlanBudget,
  RequestInscription,
  TransferAppropriation,
} from '@tramo/budget';
import { PublishRates } from '@tramo/fx';
import { EngagePerson } from '@tramo/identity';
import type { MoneyJson } from '@tramo/kernel';
import {
  AdoptCrosswalk,
  AllocateCategory,
  DefineCategories,
  DefineClassifierEntries,
  OpenProgramme,
  PlanCategories,
  ReallocateCategory,
  RecordPriorExecution,
  RegisterEntity,
  ShareFinancing,
  SignFinancingAgreement,
} from '@tramo/programmes';
import { ConvertFunds, OpenAccount, ReceiveFunds, VerifyAccount } from '@tramo/treasury';
import { act, after, day, type Act } from './act';
import { DEPARTMENTS } from './organisations';
import facts from './par2.json';
import { PEOPLE } from './people';

export const PROGRAMME = 'par2-2022';
export const FINANCING = 'aif-par2-2022';
export const UNIT = 'UCN';
export const OPERATING = 'par2-operativa-bs';
const SPECIAL = 'par2-especial-usd';
const YEAR = '2022';
const SIGNED = day('2018-04-01');
const OPENING = day('2022-01-03');

export const bs = (units: number): MoneyJson => ({ amount: `${units}.00`, currency: 'BOB' });
const usd = (units: number): MoneyJson => ({ amount: `${units}.00`, currency: 'USD' });
const MILLION = 1_000_000;

const [project, preparation] = facts.financing_usd.table;
const lines = facts.financing_usd.table.filter((line) => !('is_total' in line));
const PREPARATION = 'PREP';

interface PrintedComponent {
  readonly code: string;
  readonly name: string;
  readonly aif: number;
  readonly cp: number | null;
  readonly category_usd?: string;
}
const components: readonly (PrintedComponent & { readonly sub: readonly PrintedComponent[] })[] =
  facts.components_bs_2022.components;
const leaves = components.flatMap(({ sub }) => sub);
/** What alliances are paid from. */
export const PRODUCERS = facts.inscriptions.line;

const of = { programme: PROGRAMME } as const;
const credit = { financing: FINANCING } as const;
const validFrom = SIGNED;

/** The programme as it was printed, with its credit, its lists and the people who keep it. */
export const opening: readonly Act[] = [
  act('administrator', SIGNED, OpenProgramme, {
    ...of,
    name: `${facts.title} (demostración)`,
    country: 'BO',
    agency: 'EMPODERAR',
    zone: 'America/La_Paz',
    bookCurrency: 'BOB',
    displayUnit: 1,
    unit: { code: UNIT, name: 'Unidad de Coordinación Nacional' },
    demonstration: true,
  }),
  ...Object.values(PEOPLE).map(({ person, employer, hiredBy }) =>
    act(person === PEOPLE.administrator.person ? 'coordinator' : 'administrator', SIGNED, EngagePerson, {
      ...of,
      person,
      employer,
      hiredBy,
      from: SIGNED,
    }),
  ),
  act('coordinator', SIGNED, RegisterEntity, {
    ...of,
    code: 'FPS',
    name: 'Fondo de inversión social',
    kind: 'fund',
  }),
  act('coordinator', SIGNED, SignFinancingAgreement, {
    ...credit,
    ...of,
    lender: facts.lender,
    number: facts.credit,
    amount: usd(Number(facts.financing_usd.total_agreement) * MILLION),
    closingDate: day('2023-12-31'),
    graceEnd: day('2024-04-30'),
    withdrawals: ['advance', 'direct-payment'],
    specialAccounts: [{ code: 'CE-1', name: 'Cuenta especial del proyecto', ceiling: usd(10 * MILLION) }],
  }),
  act('coordinator', SIGNED, ShareFinancing, {
    ...credit,
    executor: UNIT,
    purpose: 'PAR II',
    amount: usd(project!.amount + preparation!.amount),
  }),
  act('coordinator', SIGNED, ShareFinancing, {
    ...credit,
    executor: 'FPS',
    purpose: 'subproyectos municipales',
    amount: usd(Number(facts.financing_usd.managed_by_fps) * MILLION),
  }),
  act('coordinator', SIGNED, DefineCategories, {
    ...credit,
    categories: [
      ...facts.categories_usd_2022.rows.map(({ code, name }) => ({
        code,
        name,
        percentage: '100',
        eligibleAt: code.startsWith('2') ? ('transfer' as const) : ('expense' as const),
      })),
      { code: PREPARATION, name: preparation!.line, percentage: '100', eligibleAt: 'expense' as const },
    ],
  }),
  act('coordinator', SIGNED, DefineClassifierEntries, {
    ...of,
    classifier: 'source',
    entries: [
      { code: 'AIF', name: facts.lender, validFrom, sourceKind: 'lender', financing: FINANCING },
      { code: 'CP', name: 'Contraparte', validFrom, sourceKind: 'counterpart' },
    ],
  }),
  act('coordinator', SIGNED, DefineClassifierEntries, {
    ...of,
    classifier: 'component',
    entries: components.flatMap(({ code, name, sub }) => [
      { code, name, validFrom },
      ...sub.map((below) => ({ code: below.code, name: below.name, parent: code, validFrom })),
    ]),
  }),
  act('coordinator', SIGNED, DefineClassifierEntries, {
    ...of,
    classifier: 'region',
    entries: DEPARTMENTS.map(({ code, name }) => ({ code, name, validFrom })),
  }),
  act('coordinator', SIGNED, AdoptCrosswalk, {
    ...credit,
    ...of,
    validFrom,
    entries: [...components, ...leaves].flatMap(({ code, category_usd: category }) =>
      category === undefined || category.includes('+') ? [] : [{ component: code, category }],
    ),
    proof: '2(a) closes in dollars only with the regional technical assistance line inside it',
  }),
  ...lines.flatMap((line) => {
    const cell = { ...credit, share: UNIT, category: line === preparation ? PREPARATION : null };
    return [
      act('finance', SIGNED, AllocateCategory, { ...cell, amount: usd(line.amount) }),
      act('finance', day('2021-12-31'), RecordPriorExecution, {
        ...cell,
        amount: usd(line.executed_to_2021),
        until: day('2021-12-31'),
      }),
    ];
  }),
];

/** The document asks for 387,092 more than the line was programmed for, which the ledger refuses. */
const toInscribe = leaves.find(({ code }) => code === PRODUCERS)!.aif - facts.inscriptions.inscribed_bs;

/** What is left of the credit, by category. The printed lines add to one more than there is: the last takes the rest. */
const { rows } = facts.categories_usd_2022;
const left = lines.reduce((sum, { amount, executed_to_2021: executed }) => sum + amount - executed, 0);
const others = rows.slice(0, -1).reduce((sum, { usd: units }) => sum + units, 0);
const allocations = rows.map(({ code, usd: units }, index) => ({
  code,
  units: index === rows.length - 1 ? Math.min(units, left - others) : units,
}));

/** A quotation for each Monday: it stands for the days until the next. */
const mondays = Array.from({ length: 53 }, (_, week) => after(day('2021-12-27'), 7 * week));
const FUNDING_USD = 9 * MILLION;
/** What the bank pays for dollars that are sold to it. */
const received = FUNDING_USD * 6.85;

/** The year is opened: plan and law, rates, and money in the accounts. */
export const year: readonly Act[] = [
  ...mondays.map((date) =>
    act('finance', date, PublishRates, {
      rates: [
        {
          base: 'USD',
          quote: 'BOB',
          regime: 'official',
          side: 'buy',
          date,
          value: facts.bs_per_usd,
          source: 'Banco Central de Bolivia',
        },
      ],
    }),
  ),
  act('finance', OPENING, PlanCategories, {
    ...credit,
    share: UNIT,
    year: YEAR,
    lines: facts.categories_usd_2022.rows.map(({ code, usd: units }) => ({
      category: code,
      amount: usd(units),
    })),
  }),
  ...allocations.map(({ code, units }) =>
    act('finance', OPENING, ReallocateCategory, {
      ...credit,
      share: UNIT,
      from: null,
      to: code,
      amount: usd(units),
      reason: 'plan operativo 2022',
    }),
  ),
  act('finance', OPENING, OpenBudget, { ...of, year: YEAR }),
  act('finance', OPENING, PlanBudget, {
    ...of,
    year: YEAR,
    lines: leaves.flatMap(({ code, aif, cp }) => [
      { line: { source: 'AIF', component: code }, amount: bs(aif) },
      ...(cp === null ? [] : [{ line: { source: 'CP', component: code }, amount: bs(cp) }]),
    ]),
  }),
  act('finance', OPENING, InscribeAppropriation, {
    ...of,
    year: YEAR,
    kind: 'initial',
    legalAct: { type: 'ley', number: 'PGE-2022', date: day('2022-01-01') },
    lines: [{ line: { source: 'AIF', component: PRODUCERS }, amount: bs(facts.inscriptions.inscribed_bs) }],
  }),
  ...DEPARTMENTS.map(({ code }) =>
    act('finance', after(OPENING, 2), TransferAppropriation, {
      ...of,
      year: YEAR,
      from: { source: 'AIF', component: PRODUCERS },
      to: { source: 'AIF', component: PRODUCERS, region: code },
      amount: bs(8_500_000),
      legalAct: { type: 'resolución', number: `RA-2022-${code}`, date: after(OPENING, 1) },
    }),
  ),
  act('finance', after(OPENING, 28), RequestInscription, {
    ...of,
    year: YEAR,
    request: 'adicional-1',
    reason: 'alianzas de la tercera convocatoria priorizadas para firma',
    lines: [
      {
        line: { source: 'AIF', component: PRODUCERS },
        amount: bs(toInscribe),
      },
    ],
  }),
  act('administrator', OPENING, OpenAccount, {
    ...of,
    account: SPECIAL,
    kind: 'special',
    entity: UNIT,
    financing: FINANCING,
    specialAccount: 'CE-1',
    bank: 'Banco Central de Bolivia',
    number: '5780-001',
    currency: 'USD',
  }),
  act('administrator', OPENING, OpenAccount, {
    ...of,
    account: OPERATING,
    kind: 'operating',
    entity: UNIT,
    bank: 'Banco Unión',
    number: '10000012345678',
  }),
  ...[SPECIAL, OPERATING].flatMap((account) => [
    act('fiduciary', after(OPENING, 1), VerifyAccount, {
      ...of,
      account,
      evidence: `certificación de ${account}`,
    }),
    act('secondFiduciary', after(OPENING, 2), VerifyAccount, {
      ...of,
      account,
      evidence: `certificación de ${account}, segunda persona`,
    }),
  ]),
  act('treasurer', after(OPENING, 7), ReceiveFunds, {
    ...of,
    account: SPECIAL,
    receipt: 'anticipo-1',
    kind: 'lender-advance',
    amount: usd(FUNDING_USD),
    reference: 'nota de abono 2022-014',
  }),
  act('treasurer', after(OPENING, 9), ConvertFunds, {
    ...of,
    account: OPERATING,
    from: SPECIAL,
    lot: 'L-2022-01',
    sold: usd(FUNDING_USD),
    received: bs(received),
    reference: 'orden de conversión 2022-01',
  }),
];
