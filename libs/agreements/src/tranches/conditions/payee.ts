import { addDays, daysBetween } from '@tramo/kernel';
import { doesNotApply, fails, passes, type Predicate, type Release } from './condition';

const PEOPLE = 2;

/** A named account of the organisation, seen by two people, neither of whom orders or sends the money. */
export const payeeVerified: Predicate = (release) => {
  const { contract, facts } = release;
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
  const payer = payersOf(release).find((one) => verified.by.includes(one));
  if (payer !== undefined) {
    const why = `${payer} has verified account ${payee}, and pays`;
    return fails(why, { ...values, actor: payer }, cureOf(payer, release));
  }
  return passes(`verified by ${verified.by.join(' and ')} on ${verified.on}`, values);
};

/** Who sends it, and who ordered it before: the account may have been verified in between. */
function payersOf({ step, actor, state, instalment }: Release): readonly string[] {
  if (step === 'order') return [actor];
  if (step !== 'sending') return [];
  const payment = state.tranches.tranches.get(instalment.tranche)?.payment;
  return payment ? [actor, payment.by] : [actor];
}

const cureOf = (payer: string, { actor }: Release): string =>
  payer === actor
    ? 'let somebody pay who has not verified the account'
    : `have two people verify the account of whom none is ${payer}, who ordered the payment`;

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
