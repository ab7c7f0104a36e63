import { daysBetween, Money, type LocalDate, type MoneyJson } from '@tramo/kernel';
import type { AccountState } from '@tramo/treasury';
import { justificationIn, transferredOf, unjustifiedOf, type AgreementState } from '../../agreement.state';
import { certificateFor } from '../../certificates/certificate.state';
import { requiredOf } from '../../contract/counterpart-terms';
import type { Contract } from '../../contract/contract.state';
import { fourNumbersOf, type FourNumbers } from '../../counterpart/counterpart.state';
import type { Release } from '../conditions/condition';
import type { TrancheState } from '../tranche.state';

/** What was agreed, what was paid of it before, and what with this tranche. */
export interface AgreedFigures {
  readonly agreed: MoneyJson;
  readonly before: MoneyJson;
  readonly this: MoneyJson;
  readonly after: MoneyJson;
  /** Of what was agreed, in percent to two decimals; null of nothing. */
  readonly percent: string | null;
}

export interface EarlierTranche {
  readonly tranche: number;
  readonly state: TrancheState['state'];
  readonly transferred: MoneyJson;
  readonly reported: MoneyJson;
  readonly accepted: MoneyJson;
  readonly observed: MoneyJson;
  readonly ineligible: MoneyJson;
  readonly unjustified: MoneyJson;
  /** Since it arrived, while anything of it is unjustified. */
  readonly oldestDays: number | null;
}

export function agreedFigures(agreed: Money, before: Money, now: Money): AgreedFigures {
  const after = before.plus(now);
  return {
    agreed: agreed.toJSON(),
    before: before.toJSON(),
    this: now.toJSON(),
    after: after.toJSON(),
    percent: percentOf(after, agreed),
  };
}

const HUNDREDTHS = 10_000n;

/** Rounded half up, as tables print it. */
export function percentOf(part: Money, whole: Money): string | null {
  if (!whole.isPositive()) return null;
  const hundredths = (part.amountMinor * HUNDREDTHS * 2n + whole.amountMinor) / (whole.amountMinor * 2n);
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
}

/** What the other side owes for all that is paid so far, and with this tranche. */
export function counterpartDue({ state, contract, instalment, amount }: Release) {
  const zero = Money.zero(amount.currency.code);
  const paid = contract.tranches
    .filter(({ tranche }) => tranche !== instalment.tranche)
    .map(({ phase, tranche }) => ({
      phase,
      amount: state.tranches.tranches.get(tranche)?.transferred ?? zero,
    }));
  const all = contract.tranches.map((one) => ({ phase: one.phase, amount: Money.parse(one.amount) }));
  return {
    agreed: requiredOf(contract, all).total,
    before: requiredOf(contract, paid).total,
    after: requiredOf(contract, [...paid, { phase: instalment.phase, amount }]).total,
  };
}

export type PartyFigures = {
  readonly [Name in keyof FourNumbers]: FourNumbers[Name] extends Money ? MoneyJson : FourNumbers[Name];
};

/** The four numbers, party by party. */
export const parties = (
  { counterpart }: AgreementState,
  { promised, credit }: Contract,
): readonly PartyFigures[] =>
  fourNumbersOf(counterpart, promised, credit.currency.code).map((one) => ({
    party: one.party,
    kind: one.kind,
    promised: one.promised.toJSON(),
    deposited: one.deposited.toJSON(),
    verified: one.verified.toJSON(),
    used: one.used.toJSON(),
  }));

export const earlierTranches = (
  state: AgreementState,
  before: number,
  on: LocalDate,
): readonly EarlierTranche[] =>
  [...state.tranches.tranches.values()]
    .filter(({ tranche }) => tranche < before)
    .sort((one, other) => one.tranche - other.tranche)
    .map((tranche) => earlierTranche(state, tranche, on));

function earlierTranche(state: AgreementState, tranche: TrancheState, on: LocalDate): EarlierTranche {
  const { reported, accepted, observed, ineligible } = justificationIn(state, tranche);
  const unjustified = unjustifiedOf(state, tranche);
  const { confirmedOn } = tranche;
  const open = unjustified.isPositive() && confirmedOn !== null;
  return {
    tranche: tranche.tranche,
    state: tranche.state,
    transferred: tranche.transferred.toJSON(),
    reported: reported.toJSON(),
    accepted: accepted.toJSON(),
    observed: observed.toJSON(),
    ineligible: ineligible.toJSON(),
    unjustified: unjustified.toJSON(),
    oldestDays: open ? daysBetween(confirmedOn, on) : null,
  };
}

/** What is certified against what the milestone asks, with what is paid beside it. */
export function progressSeen({ state, contract, instalment, on }: Release) {
  const found = certificateFor(state.certificates, instalment);
  const paid = transferredOf(state, contract.credit.currency.code);
  return {
    milestone: instalment.milestone,
    agreed: instalment.progress,
    certified: found?.percentage ?? null,
    certificate: found?.certificate ?? null,
    supervisor: found?.affiliation.person ?? null,
    observedOn: found?.observedOn ?? null,
    ageDays: found ? daysBetween(found.observedOn, on) : null,
    financial: percentOf(paid, contract.credit),
  };
}

/** What should be in the organisation's bank by what is recorded; its statements are not kept here. */
export function organisationsCash(state: AgreementState, { credit, promised }: Contract): MoneyJson {
  const currency = credit.currency.code;
  const cash = fourNumbersOf(state.counterpart, promised, currency).filter(({ kind }) => kind === 'cash');
  const zero = Money.zero(currency);
  const accepted = [...state.expenses.expenses.values()].filter((one) => one.state === 'accepted');
  const spent = accepted.reduce((sum, one) => sum.plus(one.subsidy).minus(one.withheld), zero);
  const refunded = [...state.expenses.refunded.values()].reduce((sum, one) => sum.plus(one), zero);
  return cash
    .reduce((sum, one) => sum.plus(one.deposited).minus(one.used), transferredOf(state, currency))
    .minus(spent)
    .minus(refunded)
    .toJSON();
}

export const bankOf = ({ opened, verification }: AccountState) =>
  opened && {
    account: opened.account,
    bank: opened.bank,
    number: opened.number,
    holder: opened.holder,
    verifiedOn: verification?.verified?.on ?? null,
    verifiedBy: [...(verification?.verified?.by ?? [])],
  };
