import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { agreement } from '../agreement';
import type { AgreementState } from '../agreement.state';
import { stepFacts, streamOf } from '../asking';
import { restsOn } from '../days';
import { doneBy, groundOf, type AskedOfAgreement } from '../ground';
import { beyondPromiseAfter, numbersOf } from './beyond-promise';
import type { REVERSALS } from './counterpart.events';
import type { Deposit } from './counterpart.state';
import { counterpartInUse, depositReversedAlready, depositUnknown } from './refusals';
import { ofDeposit } from './verify-counterpart';

type Body = AskedOfAgreement & {
  readonly deposit: string;
  /** The bank did not pay it, or it was never one. */
  readonly how: (typeof REVERSALS)[number];
  readonly reason: string;
};

export class ReverseDeposit extends CommandOfPerson<Body> {}

export const ReverseDepositHandler = decides(ReverseDeposit, {
  decider: agreement,
  stream: streamOf,
  facts: stepFacts<Body>(),
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context, [restsOn.deposit(body.deposit)]);
    if (ground instanceof Rejection) return ground;
    const deposit = state.counterpart.deposits.get(body.deposit);
    if (!deposit) return depositUnknown(body.deposit);
    if (deposit.state === 'reversed') return depositReversedAlready(body.deposit);
    const data = {
      ...ofDeposit(deposit, ground),
      ...doneBy(context, context.facts.people),
      how: body.how,
      reason: body.reason,
      wasVerified: deposit.state === 'verified',
      beyondPromise: beyondPromiseAfter(state, deposit, deposit.amount.negate()).negate().toJSON(),
    };
    return accept([{ type: 'CounterpartReversed', data }], [...ground.broken, ...inUse(state, deposit)]);
  },
});

/** Whatever has been used must stay verified. */
function inUse(state: AgreementState, deposit: Deposit): readonly Rejection[] {
  const numbers = numbersOf(state, deposit);
  if (!numbers || deposit.state !== 'verified') return [];
  const { verified, used } = numbers;
  const staying = verified.minus(deposit.amount);
  if (!used.isGreaterThan(staying)) return [];
  return [counterpartInUse({ deposit: deposit.deposit, verified, used, staying })];
}
