import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection, yearOf, type LocalDate, type Money } from '@tramo/kernel';
import { accountFact } from '@tramo/treasury';
import { agreement } from '../../agreement';
import { placeOf, type AgreementState } from '../../agreement.state';
import { accountOfOrganisation } from '../../contract/payee-account';
import { restsOn } from '../../days';
import { amountOf, doneBy, groundOf, standing, type AskedOfAgreement } from '../../ground';
import { stepFacts, streamOf, type AskedByPerson, type AskedMoney } from '../asking';
import type { Pledge } from '../expense.state';
import { withoutOrganisation } from '../refusals';

type PledgeBody = AskedOfAgreement & {
  readonly pledge: string;
  readonly amount: AskedMoney;
  readonly dueOn: LocalDate;
};

/** What producers promise to pay back into their organisation's own fund. */
export class PledgeRevolving extends CommandOfPerson<PledgeBody> {}

export const PledgeRevolvingHandler = decides(PledgeRevolving, {
  decider: agreement,
  stream: streamOf,
  facts: stepFacts<PledgeBody>(),
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { contract, of, correctsOn } = ground;
    if (!contract.organisation) return withoutOrganisation(body.agreement);
    const { pledge, dueOn } = body;
    if (state.expenses.pledges.has(pledge)) return pledgeExists(pledge);
    const amount = amountOf(body.amount, contract, 'amount');
    if (amount instanceof Rejection) return amount;
    const { effectiveOn, facts } = context;
    const data = {
      ...of,
      ...doneBy(context, facts.people),
      place: placeOf(contract, String(yearOf(effectiveOn))),
      correctsOn,
      pledge,
      amount: amount.toJSON(),
      dueOn,
    };
    const early = dueOn < effectiveOn ? [dueBeforePledge(dueOn, effectiveOn)] : [];
    return accept([{ type: 'RevolvingPledged', data }], [...ground.broken, ...standing(contract), ...early]);
  },
});

type RepayBody = AskedOfAgreement & {
  readonly pledge: string;
  readonly amount: AskedMoney;
  /** The organisation's account that it was paid into. */
  readonly account: string;
  readonly reference: string;
};

export class RepayRevolving extends CommandOfPerson<RepayBody> {}

export const RepayRevolvingHandler = decides(RepayRevolving, {
  decider: agreement,
  stream: streamOf,
  facts: {
    ...stepFacts<RepayBody>(),
    account: accountFact<AskedByPerson<RepayBody>, AgreementState>({ account: ({ account }) => account }),
  },
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context, [restsOn.pledge(body.pledge)]);
    if (ground instanceof Rejection) return ground;
    const { contract, of, correctsOn } = ground;
    const pledge = state.expenses.pledges.get(body.pledge);
    if (!pledge) return pledgeUnknown(body.pledge);
    const amount = amountOf(body.amount, contract, 'amount');
    if (amount instanceof Rejection) return amount;
    const { account, reference } = body;
    const { effectiveOn, facts } = context;
    const theirs = accountOfOrganisation(account, facts.account, contract, 'account');
    if (theirs instanceof Rejection) return theirs;
    const data = {
      ...of,
      ...doneBy(context, facts.people),
      place: placeOf(contract, String(yearOf(effectiveOn))),
      correctsOn,
      pledge: body.pledge,
      amount: amount.toJSON(),
      account,
      reference,
    };
    const broken = [...theirs, ...beyondPledge(pledge, amount)];
    return accept([{ type: 'RevolvingRepaid', data }], [...ground.broken, ...broken]);
  },
});

function beyondPledge({ pledge, amount, repaid }: Pledge, asked: Money): readonly Rejection[] {
  const open = amount.minus(repaid);
  if (!asked.isGreaterThan(open)) return [];
  return [
    new Rejection({
      code: 'REPAYMENT_EXCEEDS_PLEDGE',
      message: `of pledge ${pledge} ${open.toString()} is open`,
      values: { pledge, pledged: amount, repaid, open, asked, excess: asked.minus(open) },
      cure: open.isPositive()
        ? `repay at most ${open.toString()}, and pledge the rest first`
        : 'nothing of it is open: name another pledge, or make one',
      field: 'amount',
    }),
  ];
}

const dueBeforePledge = (dueOn: LocalDate, effectiveOn: LocalDate): Rejection =>
  new Rejection({
    code: 'DUE_BEFORE_PLEDGED',
    message: 'what is pledged falls due afterwards',
    values: { dueOn, effectiveOn },
    cure: `give ${effectiveOn} or a later day`,
    field: 'dueOn',
  });

const pledgeExists = (pledge: string): Rejection =>
  new Rejection({
    code: 'PLEDGE_EXISTS',
    category: 'conflict',
    message: `there is a pledge ${pledge} already`,
    values: { pledge },
    cure: 'give it an id of its own',
    field: 'pledge',
  });

const pledgeUnknown = (pledge: string): Rejection =>
  new Rejection({
    code: 'PLEDGE_UNKNOWN',
    category: 'missing',
    message: `the agreement has no pledge ${pledge}`,
    values: { pledge },
    cure: 'make it first, or name one that was made',
    field: 'pledge',
  });
