import { addDays, daysBetween } from '@tramo/kernel';
import { doesNotApply, fails, passes, type Predicate } from './condition';

const PEOPLE = 2;

/** A named account of the organisation, seen by two people, neither of whom sends the money. */
export const payeeVerified: Predicate = ({ contract, facts, step, actor }) => {
  const { payee, organisation } = contract;
  if (payee === null) {
    return fails('no account was named for it', { payee }, 'name an account of the organisation');
  }
  const account = facts.payee;
  if (!account.exists || account.state === 'closed') {
    return fails(`account ${payee} is not open`, { payee }, 'name an account that is open');
  }
  const { holder, verified, bank, number } = account;
  const values = { payee, holder, bank, number, verifiedBy: verified?.by ?? [], verifiedOn: verified?.on };
  if (organisation && holder !== organisation.code) {
    return fails(
      `account ${payee} is held by ${holder}`,
      { ...values, organisation: organisation.code },
      `name an account of ${organisation.code}`,
    );
  }
  if (!verified || verified.by.length < PEOPLE) {
    const cure = 'have two people verify the account, neither of whom opened or changed it';
    return fails(`account ${payee} is not verified by two people`, values, cure);
  }
  if (isPaying(step) && verified.by.includes(actor)) {
    const why = `${actor} has verified account ${payee}`;
    return fails(why, { ...values, actor }, 'let somebody pay who has not verified the account');
  }
  return passes(`verified by ${verified.by.join(' and ')} on ${verified.on}`, values);
};

const isPaying = (step: string): boolean => step === 'order' || step === 'sending';

export const accountCheckedLately: Predicate = ({ contract, facts, on }) => {
  const account = facts.payee;
  if (!account.exists || !account.verified) return doesNotApply('the account is not verified');
  const { accountCheckDays: daysMax } = facts.policy;
  const { on: verifiedOn } = account.verified;
  const validUntil = addDays(verifiedOn, daysMax);
  const values = {
    payee: contract.payee,
    verifiedOn,
    days: daysBetween(verifiedOn, on),
    daysMax,
    validUntil,
    on,
  };
  if (on <= validUntil) return passes(`the check is good until ${validUntil}`, values);
  return fails(`the check was good until ${validUntil}`, values, 'have two people verify the account again');
};
