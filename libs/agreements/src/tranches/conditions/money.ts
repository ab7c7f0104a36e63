import { addDays, Money, Rejection } from '@tramo/kernel';
import { committedLeft } from '../../agreement.state';
import { isLetPass, type TrancheState } from '../tranche.state';
import { doesNotApply, fails, passes, type Predicate, type Release } from './condition';
import { besideThreshold } from './threshold';

const trancheOf = ({ state, instalment }: Release): TrancheState | undefined =>
  state.tranches.tranches.get(instalment.tranche);

const least = (one: Money, other: Money): Money => (one.isLessThan(other) ? one : other);

/** The budget's line of its year carries it. Once it is approved, it has its part of that. */
export const coveredByCommitment: Predicate = (release) => {
  const { contract, instalment, amount } = release;
  const { budgetYear } = instalment;
  const taken = trancheOf(release)?.commitment ?? null;
  if (taken !== null) return passes(`commitment ${taken} carries it`, { commitment: taken, amount });
  const year = contract.committed.get(budgetYear);
  const left = leftOfYear(release);
  const values = { budgetYear, commitment: year?.commitment ?? null, left, asked: amount };
  if (release.facts.line.closed) {
    return fails(
      `the budget of ${budgetYear} is closed, and nothing more is accrued in it`,
      values,
      `release what is left of ${budgetYear}, have an addendum agree on the tranche for a year that is open, and commit it there`,
    );
  }
  if (!amount.isGreaterThan(left)) return passes(`${left.toString()} is committed for ${budgetYear}`, values);
  const shortfall = amount.minus(left);
  return fails(
    `${left.toString()} is committed for ${budgetYear}, and ${amount.toString()} is asked for`,
    { ...values, shortfall },
    `commit another ${shortfall.toString()} of ${budgetYear} on the agreement's line`,
  );
};

/**
 * By the agreement and by the budget, of which the lesser counts: a year that ended may have let what was committed
 * lapse. Committed and accrued are taken together there, since approval moves from one to the other.
 */
function leftOfYear(release: Release): Money {
  const { state, instalment, amount, facts } = release;
  const zero = Money.zero(amount.currency.code);
  const byAgreement = committedLeft(state, instalment.budgetYear) ?? zero;
  const { commitment } = facts.line;
  if (!commitment) return zero;
  const held = Money.parse(commitment.committed).plus(Money.parse(commitment.accrued));
  return least(byAgreement, held.minus(approvedAndNotPaid(release)));
}

const UNPAID: readonly string[] = ['approved', 'ordered', 'sent', 'bounced'];

function approvedAndNotPaid({ state, contract, instalment, amount }: Release): Money {
  const commitment = contract.committed.get(instalment.budgetYear)?.commitment;
  return [...state.tranches.tranches.values()]
    .filter((one) => one.commitment === commitment && UNPAID.includes(one.state))
    .reduce((sum, one) => sum.plus(one.amount).minus(one.offset), Money.zero(amount.currency.code));
}

/** What signing set aside of the lender's category carries it, with what is free where rates have moved. */
export const coveredByCategory: Predicate = ({ contract, facts, inLendersCurrency }) => {
  const { reserved } = contract;
  const { category } = facts;
  if (!reserved) return doesNotApply('it draws on no lender');
  if (inLendersCurrency instanceof Rejection) {
    const { message, values, cure } = inLendersCurrency;
    return fails(message, values, cure ?? 'publish the rate');
  }
  if (!category.cell || !inLendersCurrency) {
    return fails('the lender has signed nothing', { financing: reserved.financing }, 'sign it first');
  }
  const held = category.held
    ? Money.parse(category.held.reserved)
    : Money.zero(inLendersCurrency.currency.code);
  const free = Money.parse(category.cell.free);
  const covered = held.plus(free.isNegative() ? Money.zero(free.currency.code) : free);
  const values = { category: reserved.category, share: reserved.share, held, free, asked: inLendersCurrency };
  if (!inLendersCurrency.isGreaterThan(covered)) {
    return passes(`${held.toString()} is reserved and ${free.toString()} free`, values);
  }
  const shortfall = inLendersCurrency.minus(covered);
  return fails(
    `${held.toString()} is reserved and ${free.toString()} free, and it comes to ${inLendersCurrency.toString()}`,
    { ...values, shortfall },
    `allocate or reallocate another ${shortfall.toString()} to the category`,
  );
};

/** Early enough for what it pays to be justified and documented before the lender closes. */
export const beforeClosing: Predicate = ({ facts, on, contract }) => {
  if (!contract.reserved) return doesNotApply('it draws on no lender');
  const { closingDate } = facts.category;
  if (closingDate === null) return doesNotApply('the lender has set no closing date');
  const { closingMarginDays: marginDays } = facts.policy;
  const lastDay = addDays(closingDate, -marginDays);
  const values = { closingDate, marginDays, lastDay, on };
  if (on <= lastDay) return passes(`the last day is ${lastDay}`, values);
  return fails(
    `the last day was ${lastDay}, ${marginDays} days before the closing date ${closingDate}`,
    values,
    `have the closing date extended to ${addDays(on, marginDays)} or later`,
  );
};

/** It has not suspended its payments. */
export const lenderPays: Predicate = ({ contract, facts, on }) => {
  if (!contract.reserved) return doesNotApply('it draws on no lender');
  const { financing } = contract.reserved;
  const { suspension } = facts.category;
  if (!suspension) return passes(`the lender of ${financing} pays out`, { financing, on });
  const { suspendedOn, document, reason, by: recordedBy } = suspension;
  return fails(
    `the lender suspended ${financing} on ${suspendedOn} by ${document}: ${reason}`,
    { financing, suspendedOn, document, reason, recordedBy, on },
    'wait until the lender lifts it, and have another person record that',
  );
};

/** Looked at when money is about to leave, and not before: other payments come and go until then. */
export const cashThere: Predicate = (release) => {
  const { step, payer, amount } = release;
  if (step !== 'order' && step !== 'sending') {
    return doesNotApply('cash is looked at when the payment is ordered and sent');
  }
  const asked = amount.minus(trancheOf(release)?.offset ?? Money.zero(amount.currency.code));
  if (!payer?.account.exists) return fails('no paying account is named', { asked }, 'name an account');
  const { currency } = payer.account;
  if (currency !== amount.currency.code) {
    return fails(
      `the account is kept in ${currency}`,
      { currency, asked },
      `pay from an account in ${amount.currency.code}`,
    );
  }
  const setAside = payer.setAside ? Money.parse(payer.setAside) : Money.zero(amount.currency.code);
  const free = Money.parse(payer.account.free).plus(setAside);
  const covered = step === 'sending' ? setAside : free;
  const values = { free, setAside, asked };
  if (!asked.isGreaterThan(covered)) return passes(`the account has ${covered.toString()} for it`, values);
  const shortfall = asked.minus(covered);
  return fails(
    `the account has ${covered.toString()} for it, and ${asked.toString()} is to be paid`,
    { ...values, shortfall },
    `bring another ${shortfall.toString()} to the account, or pay from another one`,
  );
};

/** The lender has let a large one pass. */
export const noObjection: Predicate = (release) => {
  const { state, instalment, amount, facts } = release;
  const threshold = facts.policy.noObjection && Money.parse(facts.policy.noObjection);
  if (!threshold) return doesNotApply('the policy asks for no word of the lender');
  const { tranche } = instalment;
  const beside = besideThreshold(amount, threshold, release);
  if (beside instanceof Rejection) {
    return fails(beside.message, { tranche, asked: amount, threshold }, beside.cure ?? 'publish the rate');
  }
  const { compared, rate, above } = beside;
  const values = { tranche, asked: amount, threshold, ...(rate && { compared, rate }) };
  if (!above) {
    return doesNotApply(`it is not above ${threshold.toString()}`, values);
  }
  if (isLetPass(state.tranches, tranche, amount)) return passes('the lender has no objection', values);
  const letPass = state.tranches.noObjections.get(tranche) ?? null;
  return fails(
    letPass
      ? `the lender has let ${letPass.toString()} pass, and not ${amount.toString()}`
      : `above ${threshold.toString()} the lender has to let it pass`,
    { ...values, letPass },
    `record the lender's no-objection to ${amount.toString()} of tranche ${tranche}`,
  );
};
