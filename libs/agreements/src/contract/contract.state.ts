import type { PastAct } from '@tramo/identity';
import { Money, type LocalDate, type RateJson } from '@tramo/kernel';
import type { Line } from '@tramo/programmes';
import type { DataOf } from '../agreement.events';
import type { Contribution } from '../shapes';
import type { CounterpartTerms, Instalment, Phase } from './contract.events';

/** What of the lender's category the agreement holds. */
export interface CategoryHeld {
  readonly financing: string;
  readonly share: string;
  readonly category: string | null;
  readonly eligibleAt: 'transfer' | 'expense';
  /** What signing took, with what addenda have changed. */
  readonly amount: Money;
  /** What of it is neither eligible nor given back. */
  readonly left: Money;
  readonly rate: RateJson | null;
}

/** What rests on the budget's line for one year. */
export interface CommittedYear {
  readonly commitment: string;
  readonly line: Line;
  readonly amount: Money;
}

export interface Contract {
  readonly programme: string;
  readonly agreement: string;
  readonly kind: 'subproject' | 'administration';
  readonly reference: string;
  readonly alliance: string | null;
  readonly organisation: { readonly code: string; readonly name: string } | null;
  readonly entity: string;
  readonly line: Line;
  readonly credit: Money;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly tranches: readonly Instalment[];
  readonly phases: readonly Phase[];
  readonly counterpart: CounterpartTerms | null;
  readonly promised: readonly Contribution[];
  readonly payee: string | null;
  readonly reserved: CategoryHeld | null;
  readonly addenda: readonly string[];
  /** By budget year. */
  readonly committed: ReadonlyMap<string, CommittedYear>;
  readonly standing: 'in-force' | 'suspended' | 'terminated' | 'closed';
  /** Everything people have done to it that may keep others, or them, from something. */
  readonly acts: readonly PastAct[];
}

type ContractData =
  | { readonly type: 'AgreementSigned'; readonly data: DataOf<'AgreementSigned'> }
  | { readonly type: 'AddendumSigned'; readonly data: DataOf<'AddendumSigned'> };

/** The terms that an addendum replaces. */
const termsOf = ({ data }: ContractData) => ({
  credit: Money.parse(data.credit),
  tranches: data.tranches,
  phases: data.phases,
  counterpart: data.counterpart,
  promised: data.promised,
  endsOn: data.endsOn,
});

export const signed = (data: DataOf<'AgreementSigned'>): Contract => ({
  programme: data.programme,
  agreement: data.agreement,
  kind: data.kind,
  reference: data.reference,
  alliance: data.alliance,
  organisation: data.organisation,
  entity: data.entity,
  line: data.line,
  startsOn: data.startsOn,
  ...termsOf({ type: 'AgreementSigned', data }),
  payee: data.payee,
  reserved: data.reserved && heldSince(data.reserved),
  addenda: [],
  committed: new Map(),
  standing: 'in-force',
  acts: data.payee === null ? [] : [namesPayee(data, data.payee)],
});

function heldSince(reserved: NonNullable<DataOf<'AgreementSigned'>['reserved']>): CategoryHeld {
  const amount = Money.parse(reserved.amount);
  return { ...reserved, amount, left: amount };
}

/** Where the money goes is named with the signature, or later by an act of its own: it is the same duty. */
const namesPayee = ({ affiliation, on, agreement }: DataOf<'AgreementSigned'>, payee: string): PastAct => ({
  act: 'changed-account',
  person: affiliation.person,
  on,
  reference: `payee ${payee}`,
  scopes: { agreement },
  affiliation,
});

export function amended(contract: Contract, data: DataOf<'AddendumSigned'>): Contract {
  const { reserved, addenda } = contract;
  const { reservedChange } = data;
  return {
    ...contract,
    ...termsOf({ type: 'AddendumSigned', data }),
    addenda: [...addenda, data.addendum],
    reserved:
      reserved && reservedChange
        ? { ...reserved, amount: reserved.amount.plus(Money.parse(reservedChange.amount)) }
        : reserved,
  };
}

export function instalmentCommitted(
  contract: Contract,
  { budgetYear, commitment, line, amount: json }: DataOf<'InstalmentCommitted'>,
): Contract {
  const amount = Money.parse(json);
  const before = contract.committed.get(budgetYear);
  const after = { commitment, line, amount: before ? before.amount.plus(amount) : amount };
  return { ...contract, committed: new Map([...contract.committed, [budgetYear, after]]) };
}

export function instalmentReleased(
  contract: Contract,
  { budgetYear, amount }: DataOf<'InstalmentReleased'>,
): Contract {
  const before = contract.committed.get(budgetYear);
  if (!before) return contract;
  const after = { ...before, amount: before.amount.minus(Money.parse(amount)) };
  return { ...contract, committed: new Map([...contract.committed, [budgetYear, after]]) };
}

/** The sum of its tranches in each year. */
export function instalmentsByYear(tranches: readonly Instalment[]): ReadonlyMap<string, Money> {
  const years = new Map<string, Money>();
  for (const { budgetYear, amount: json } of tranches) {
    const amount = Money.parse(json);
    years.set(budgetYear, years.get(budgetYear)?.plus(amount) ?? amount);
  }
  return years;
}

/** One commitment of the agreement in each year. No code holds a colon, so that nobody takes the name before it. */
export const commitmentOf = (agreementId: string, budgetYear: string): string =>
  `${agreementId}:${budgetYear}`;
