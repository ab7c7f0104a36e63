import facts from '../../apps/server/src/demonstration/par2.json';

/** A command as it is posted: where, and what. Nothing in it was computed from what the ledger shall print. */
export interface Posted {
  readonly path: string;
  readonly body: object;
}

export const PROGRAMME = 'par2-fa';
export const FINANCING = '8735-bo';
const YEAR = '2022';
const UNIT = 'UCN';
const PREPARATION = 'PREP';

const usd = (units: number) => ({ amount: String(units), currency: 'USD' });
const bs = (units: number) => ({ amount: String(units), currency: 'BOB' });
const programme = `programmes/${PROGRAMME}`;
const financing = `financing/${FINANCING}`;
const budget = `${programme}/budgets/${YEAR}`;

const [project, preparation] = facts.financing_usd.table;
const lines = facts.financing_usd.table.filter((line) => !('is_total' in line));

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

/** The programme's lists, the credit and the rate. */
export const ground: readonly Posted[] = [
  {
    path: 'programmes',
    body: {
      programme: PROGRAMME,
      name: facts.title,
      country: 'BO',
      agency: 'EMPODERAR',
      zone: 'America/La_Paz',
      bookCurrency: 'BOB',
      displayUnit: 1,
      unit: { code: UNIT, name: 'Unidad de Coordinación Nacional' },
    },
  },
  { path: `${programme}/entities`, body: { code: 'FPS', name: 'Fondo de inversión social', kind: 'fund' } },
  {
    path: 'financing',
    body: {
      financing: FINANCING,
      programme: PROGRAMME,
      lender: facts.lender,
      number: facts.credit,
      amount: usd(Number(facts.financing_usd.total_agreement) * 1_000_000),
      closingDate: '2023-12-31',
      graceEnd: '2024-04-30',
      withdrawals: ['advance', 'direct-payment'],
      specialAccounts: [],
    },
  },
  {
    path: `${financing}/shares`,
    body: { executor: UNIT, purpose: 'PAR II', amount: usd(project!.amount + preparation!.amount) },
  },
  {
    path: `${financing}/shares`,
    body: {
      executor: 'FPS',
      purpose: 'subproyectos municipales',
      amount: usd(Number(facts.financing_usd.managed_by_fps) * 1_000_000),
    },
  },
  {
    path: `${financing}/categories`,
    body: {
      categories: [
        ...facts.categories_usd_2022.rows.map(({ code, name }) => ({ code, name })),
        { code: PREPARATION, name: preparation!.line },
      ].map((category) => ({ ...category, percentage: '100', eligibleAt: 'expense' })),
    },
  },
  {
    path: `${programme}/classifiers/source`,
    body: {
      entries: [
        {
          code: 'AIF',
          name: facts.lender,
          validFrom: '2018-04-01',
          sourceKind: 'lender',
          financing: FINANCING,
        },
        { code: 'CP', name: 'Contraparte', validFrom: '2018-04-01', sourceKind: 'counterpart' },
      ],
    },
  },
  {
    path: `${programme}/classifiers/component`,
    body: {
      entries: components.flatMap(({ code, name, sub }) => [
        { code, name, validFrom: '2018-04-01' },
        ...sub.map((below) => ({
          code: below.code,
          name: below.name,
          parent: code,
          validFrom: '2018-04-01',
        })),
      ]),
    },
  },
  {
    path: `${programme}/crosswalks`,
    body: {
      financing: FINANCING,
      validFrom: '2018-04-01',
      entries: [...components, ...leaves].flatMap(({ code, category_usd: category }) =>
        // What is printed as paid by two categories is told by the lines below it.
        category === undefined || category.includes('+') ? [] : [{ component: code, category }],
      ),
      proof: '2(a) closes in dollars only with the regional technical assistance line inside it',
    },
  },
  {
    path: 'rates',
    body: {
      rates: [
        {
          base: 'USD',
          quote: 'BOB',
          regime: 'official',
          side: 'buy',
          date: '2022-01-03',
          value: facts.bs_per_usd,
          source: 'Banco Central de Bolivia',
        },
      ],
    },
  },
];

/** What the credit holds, and what was executed before the plan. */
export const credit: readonly Posted[] = lines.flatMap((line) => {
  const category = line === preparation ? PREPARATION : null;
  return [
    { path: `${financing}/allocations`, body: { share: UNIT, category, amount: usd(line.amount) } },
    {
      path: `${financing}/prior-executions`,
      body: { share: UNIT, category, amount: usd(line.executed_to_2021), until: '2021-12-31' },
    },
  ];
});

/** The plan of 2022, told in dollars by category and in bolivianos by component and source. */
export const plan: readonly Posted[] = [
  {
    path: `${financing}/plans`,
    body: {
      share: UNIT,
      year: YEAR,
      lines: facts.categories_usd_2022.rows.map(({ code, usd: units }) => ({
        category: code,
        amount: usd(units),
      })),
    },
  },
  { path: `${programme}/budgets`, body: { year: YEAR } },
  {
    path: `${budget}/plans`,
    body: {
      lines: leaves.flatMap(({ code, aif, cp }) => [
        { line: { source: 'AIF', component: code }, amount: bs(aif) },
        ...(cp === null ? [] : [{ line: { source: 'CP', component: code }, amount: bs(cp) }]),
      ]),
    },
  },
];

const producers = { source: 'AIF', component: facts.inscriptions.line };

export const inscription: Posted = {
  path: `${budget}/inscriptions`,
  body: {
    kind: 'initial',
    legalAct: { type: 'ley', number: 'PGE-2022', date: '2022-01-01' },
    lines: [{ line: producers, amount: bs(facts.inscriptions.inscribed_bs) }],
  },
};

/** What the plan still means to have inscribed. */
export const additionalInscription: Posted = {
  path: `${budget}/inscription-requests`,
  body: {
    request: 'adicional-1',
    reason: 'alianzas de la tercera convocatoria priorizadas para firma',
    lines: [{ line: producers, amount: bs(facts.inscriptions.additional_estimated_bs) }],
  },
};

export { facts };
