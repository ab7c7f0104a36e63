import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { agreement } from '../agreement';
import { stepFacts, streamOf } from '../asking';
import { restsOn } from '../days';
import { doneBy, groundOf, type AskedOfAgreement, type Ground } from '../ground';
import { lineShowsAnother } from './bank-line';
import type { Deposit } from './counterpart.state';
import { depositReversedAlready, depositUnknown, depositVerifiedAlready, samePerson } from './refusals';

type Body = AskedOfAgreement & {
  readonly deposit: string;
  /** The line of the bank that shows it, or the act that found it. */
  readonly shownBy: string;
};

export class VerifyCounterpart extends CommandOfPerson<Body> {}

export const VerifyCounterpartHandler = decides(VerifyCounterpart, {
  decider: agreement,
  stream: streamOf,
  facts: stepFacts<Body>(),
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context, [restsOn.deposit(body.deposit)]);
    if (ground instanceof Rejection) return ground;
    const deposit = state.counterpart.deposits.get(body.deposit);
    if (!deposit) return depositUnknown(body.deposit);
    if (deposit.state === 'reversed') return depositReversedAlready(body.deposit);
    if (deposit.state === 'verified') return depositVerifiedAlready(body.deposit, deposit.verifiedOn);
    const { actor, facts } = context;
    const data = {
      ...ofDeposit(deposit, ground),
      ...doneBy(context, facts.people),
      shownBy: body.shownBy,
    };
    const same = actor === deposit.affiliation.person ? [samePerson(actor, body.deposit)] : [];
    return accept(
      [{ type: 'CounterpartVerified', data }],
      [
        ...ground.broken,
        ...same,
        ...lineShowsAnother(state.counterpart, deposit, { shownBy: body.shownBy, mode: context.mode }),
      ],
    );
  },
});

/** What every later event of a deposit says again: it is posted where the deposit was. */
export const ofDeposit = ({ deposit, party, kind, amount, place }: Deposit, { of, correctsOn }: Ground) => ({
  ...of,
  place,
  correctsOn,
  deposit,
  party,
  kind,
  amount: amount.toJSON(),
});
