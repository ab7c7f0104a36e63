import type { ConflictRule, Engagement } from '@tramo/identity';
import type { LocalDate } from '@tramo/kernel';
import type { Line, ProgrammeAnswer } from '@tramo/programmes';
import type { AgreementEvent, DataOf } from './agreement.events';
import type { Contribution, Place } from './shapes';

/** An agreement of `par2`: Bs 7,000 of credit in two tranches of two years, and 30 % of the total beside it. */
export const line: Line = {
  entity: 'uep',
  source: 'credit',
  financing: '8735-bo',
  category: '2(a)',
  component: 'B.1',
  budgetCode: null,
  region: null,
  scope: null,
};

export const bob = (amount: string) => ({ amount, currency: 'BOB' as const });
export const usd = (amount: string) => ({ amount, currency: 'USD' as const });
export const day = (text: string): LocalDate => text as LocalDate;
export const today = day('2022-03-31');

export const ofAgreement = { programme: 'par2', agreement: 'a-17' } as const;
export const affiliation = (person: string) => ({ person, employer: null, hiredBy: null });
/** By whom and when, as every event says it. */
export const doneBy = (person = 'ana', on = today) => ({ affiliation: affiliation(person), on }) as const;

export const place: Place = { entity: 'uep', organisation: 'org-12', budgetYear: '2022', line };
/** Of an event that posts. */
export const posted = { ...ofAgreement, place, correctsOn: null } as const;

export const instalment = (
  tranche: number,
  amount: string,
  budgetYear: string,
  more: Partial<DataOf<'AgreementSigned'>['tranches'][number]> = {},
) => ({
  tranche,
  amount: bob(amount),
  budgetYear,
  dueOn: null,
  milestone: tranche === 1 ? null : `milestone ${tranche}`,
  progress: tranche === 1 ? null : '40',
  phase: null,
  ...more,
});

export const promise = (
  party: string,
  amount: string,
  kind: Contribution['kind'] = 'cash',
): Contribution => ({
  party,
  kind,
  amount: bob(amount),
});

export const signed = (more: Partial<DataOf<'AgreementSigned'>> = {}): AgreementEvent => ({
  type: 'AgreementSigned',
  data: {
    ...ofAgreement,
    ...doneBy('sofia'),
    correctsOn: null,
    kind: 'subproject',
    reference: 'Convenio 17/2022',
    alliance: null,
    organisation: { code: 'org-12', name: 'Papas de Betanzos' },
    entity: 'uep',
    line,
    credit: bob('7000.00'),
    startsOn: day('2022-02-01'),
    endsOn: day('2023-06-30'),
    tranches: [instalment(1, '4000.00', '2022'), instalment(2, '3000.00', '2023')],
    phases: [],
    counterpart: { rate: '30', base: 'total', kinds: ['cash', 'in-kind'] },
    promised: [promise('org-12', '2500.00'), promise('org-12', '500.00', 'in-kind')],
    payee: null,
    reserved: {
      financing: '8735-bo',
      share: 'uep',
      category: '2(a)',
      eligibleAt: 'transfer',
      amount: usd('1020.41'),
      rate: {
        base: 'USD',
        quote: 'BOB',
        regime: 'official',
        side: 'buy',
        date: today,
        value: '6.86',
        source: 'BCB',
      },
    },
    ...more,
  },
});

export const instalmentCommitted = (amount = '4000.00', budgetYear = '2022'): AgreementEvent => ({
  type: 'InstalmentCommitted',
  data: {
    ...ofAgreement,
    ...doneBy('fina'),
    correctsOn: null,
    budgetYear,
    commitment: `a-17-${budgetYear}`,
    line,
    amount: bob(amount),
  },
});

export const payeeNamed = (account = 'org-12-main', person = 'ana'): AgreementEvent => ({
  type: 'PayeeNamed',
  data: { ...ofAgreement, ...doneBy(person), account },
});

export const suspended: AgreementEvent = {
  type: 'AgreementSuspended',
  data: { ...ofAgreement, ...doneBy('carla'), reason: 'the board resigned' },
};

export const deposited = (
  deposit: string,
  amount: string,
  more: Partial<DataOf<'CounterpartDeposited'>> = {},
): AgreementEvent => ({
  type: 'CounterpartDeposited',
  data: {
    ...posted,
    ...doneBy(),
    deposit,
    party: 'org-12',
    kind: 'cash',
    amount: bob(amount),
    account: 'org-12-main',
    description: null,
    depositedOn: today,
    beyondPromise: bob('0.00'),
    evidence: [],
    ...more,
  },
});

export const verified = (
  deposit: string,
  amount: string,
  more: Partial<DataOf<'CounterpartVerified'>> = {},
): AgreementEvent => ({
  type: 'CounterpartVerified',
  data: {
    ...posted,
    ...doneBy('tito'),
    deposit,
    party: 'org-12',
    kind: 'cash',
    amount: bob(amount),
    shownBy: 'statement 3, line 12',
    ...more,
  },
});

export const certified = (
  certificate: string,
  tranche: number,
  more: Partial<DataOf<'ProgressCertified'>> = {},
): AgreementEvent => ({
  type: 'ProgressCertified',
  data: {
    ...ofAgreement,
    ...doneBy('super'),
    certificate,
    tranche,
    milestone: `milestone ${tranche}`,
    percentage: '40',
    observedOn: today,
    evidence: [{ name: 'sheet.pdf', sha256: 'a'.repeat(64) }],
    ...more,
  },
});

export const programme: ProgrammeAnswer = {
  exists: true,
  bookCurrency: 'BOB',
  executingUnit: 'uep',
  monthClosed: false,
  sources: [{ source: 'credit', financing: '8735-bo' }],
  crosswalk: [{ financing: '8735-bo', component: 'B.1', category: '2(a)' }],
  problems: [],
};

/** What commands ask, as it is answered when nothing is wrong. */
export const facts = {
  programme,
  people: [] as readonly Engagement[],
  duties: { version: 0, conflicts: [] as readonly ConflictRule[] },
} as const;
