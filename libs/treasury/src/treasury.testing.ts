import { POLICY_DEFAULTS, type ConflictRule, type Engagement } from '@tramo/identity';
import { Rejection, type Decision, type DomainEvent, type LocalDate, type MoneyJson } from '@tramo/kernel';
import type { ProgrammeAnswer } from '@tramo/programmes';
import { accountAnswer, type AccountAnswer } from './account-fact';
import { account } from './account';
import { initialAccount } from './account.state';
import type { AccountEvent, DataOf } from './events';
import type { SpecialAccounts } from './special-accounts';

export const today = '2022-03-31' as LocalDate;
export const bob = (amount: string) => ({ amount, currency: 'BOB' });
export const usd = (amount: string) => ({ amount, currency: 'USD' });

export const programme: ProgrammeAnswer = {
  exists: true,
  bookCurrency: 'BOB',
  executingUnit: 'uep',
  monthClosed: false,
  sources: [],
  crosswalk: [],
  problems: [],
};

/** The official buying rate of the day: 1,000 USD are 6,860 BOB in the books. */
export const officialRate = {
  regime: 'official',
  side: 'buy',
  date: today,
  value: '6.86',
  source: 'BCB',
} as const;

const mustDiffer = (by: ConflictRule['by']): ConflictRule => ({
  acts: ['changed-account', 'verified-account'],
  scope: 'agreement',
  by,
  force: 'refuse',
});

const hired = (person: string, hiredBy: string): Engagement => ({
  person,
  employer: 'uep',
  hiredBy,
  from: '2021-01-01' as LocalDate,
  until: null,
});

const credit: NonNullable<SpecialAccounts> = {
  programme: 'par2',
  currency: 'USD',
  accounts: [{ code: 'CE-1', ceiling: usd('5000.00') }],
};

/** What the commands of the room may ask, as it is answered when nothing is wrong. */
export const facts = {
  programme,
  people: [hired('hugo', 'ana')] as readonly Engagement[],
  duties: {
    version: 0,
    conflicts: [mustDiffer('person'), mustDiffer('hired-by')] as readonly ConflictRule[],
  },
  entityKind: 'unit' as 'unit' | 'organisation' | null,
  financing: credit as SpecialAccounts,
  policy: { version: 0, terms: { ...POLICY_DEFAULTS.rateTerms } },
  rates: [officialRate],
  ratesOfYearBefore: [],
  practice: { version: 0, tolerance: '5' },
};

export const doneByPerson = (by: string) => ({
  by,
  on: today,
  affiliation: {
    person: by,
    employer: by === 'hugo' ? 'uep' : null,
    hiredBy: by === 'hugo' ? 'ana' : null,
  },
});

type Kind = DataOf<'AccountOpened'>['kind'];

export const opened = (
  id: string,
  kind: Kind,
  more: Partial<DataOf<'AccountOpened'>> = {},
): AccountEvent => ({
  type: 'AccountOpened',
  data: {
    programme: 'par2',
    account: id,
    ...doneByPerson('ana'),
    kind,
    entity: 'uep',
    holder: 'uep',
    financing: null,
    specialAccount: null,
    ceiling: null,
    bank: 'Banco Unión',
    number: '1-002',
    currency: 'BOB',
    bookCurrency: 'BOB',
    ...more,
  },
});

export const operating = opened('op', 'operating');
export const special = opened('ce', 'special', {
  financing: '8735-bo',
  specialAccount: 'CE-1',
  ceiling: usd('5000.00'),
  currency: 'USD',
  bank: 'BCB',
  number: '1-001',
});
export const payee = opened('asoproq-1', 'organisation', { entity: 'ASOPROQ', holder: 'ASOPROQ' });

export const ofOperating = { programme: 'par2', account: 'op', by: 'ana' } as const;
export const ofSpecial = { programme: 'par2', account: 'ce', by: 'ana' } as const;

export const received = (
  receipt: string,
  amount: string,
  more: Partial<DataOf<'FundsReceived'>> = {},
): AccountEvent => ({
  type: 'FundsReceived',
  data: {
    ...ofOperating,
    entity: 'uep',
    financing: null,
    correctsOn: null,
    receipt,
    kind: 'treasury',
    accountKind: 'operating',
    amount: bob(amount),
    book: null,
    reference: 'C31',
    ...more,
  },
});

/** As `convertRecorded` has it, at the official rate. */
export const inBooks = (original: MoneyJson, converted: string) => ({
  original,
  converted: bob(converted),
  rate: { base: 'USD', quote: 'BOB', ...officialRate } as const,
  rounding: 'half-up' as const,
  decimals: 2,
  residue: '0',
});

export const advanced = (receipt: string, amount: string, book: string): AccountEvent =>
  received(receipt, amount, {
    ...ofSpecial,
    financing: '8735-bo',
    kind: 'lender-advance',
    accountKind: 'special',
    amount: usd(amount),
    book: inBooks(usd(amount), book),
    reference: 'SWIFT 1',
  });

export const bankRate = (value: string) =>
  ({ base: 'USD', quote: 'BOB', regime: 'bank', side: 'buy', date: today, value, source: 'nota' }) as const;

export const converted = (
  lot: string,
  sold: string,
  got: string,
  { book, difference, rate }: { book: string; difference: string; rate: string },
): AccountEvent => ({
  type: 'FundsConverted',
  data: {
    ...ofOperating,
    entity: 'uep',
    financing: '8735-bo',
    correctsOn: null,
    lot,
    from: 'ce',
    to: 'op',
    sold: usd(sold),
    received: bob(got),
    bankRate: bankRate(rate),
    book: inBooks(usd(sold), book),
    difference: bob(difference),
    reference: 'nota',
  },
});

export const held = (payment: string, amount: string, reservation: string): AccountEvent => ({
  type: 'CashHeld',
  data: { ...ofOperating, reservation, payment, amount: bob(amount) },
});

export const stateOf = (...events: readonly AccountEvent[]) =>
  events.reduce((state, event) => account.evolve(state, event), initialAccount);

export const answerOf = (...events: readonly AccountEvent[]): AccountAnswer =>
  accountAnswer(stateOf(...events));

/** In what a reservation is made that a test makes by itself. */
export const reserving = (reservationId: string, mode: 'live' | 'history' = 'live') =>
  ({
    actor: 'ana',
    roles: [],
    mode,
    effectiveOn: today,
    now: '2022-03-31T12:00:00.000Z',
    reservationId,
    forStream: 'agreement-A-17',
  }) as const;

/** Its events, or the codes of what it breaks. */
export function outcomeOf<Event extends DomainEvent>(
  decision: Decision<Event>,
): { readonly events: readonly Event[]; readonly broken: readonly string[] } {
  if (decision instanceof Rejection) return { events: [], broken: [decision.code] };
  return { events: decision.events, broken: decision.broken.map(({ code }) => code) };
}
