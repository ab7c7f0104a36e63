import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Money, Rejection, type LocalDate, type MoneyJson } from '@tramo/kernel';
import { agreement } from '../../agreement';
import type { AgreementState } from '../../agreement.state';
import { restsOn } from '../../days';
import { amountOf, standing } from '../../ground';
import type { Evidence } from '../../shapes';
import { streamOf, type AskedOfTranche } from '../asking';
import { stepFacts } from '../facts/release-facts';
import { trancheAt, trancheGround, type TrancheGround } from '../ground';
import { givenBefore, givenInTheFuture, noObjectionGivenAlready } from '../refusals';
import { isLetPass } from '../tranche.state';

type Body = AskedOfTranche & {
  /** The lender's letter, as people cite it. */
  readonly reference: string;
  readonly givenOn: LocalDate;
  /** Up to how much; what is requested when absent. */
  readonly amount?: { readonly amount: MoneyJson['amount']; readonly currency: string } | null;
  readonly evidence: Evidence;
};

/** Records that the lender lets a tranche pass that is on its way. */
export class GiveNoObjection extends CommandOfPerson<Body> {}

export const GiveNoObjectionHandler = decides(GiveNoObjection, {
  decider: agreement,
  stream: streamOf,
  facts: stepFacts<Body>(),
  decide: (state, body, context) => {
    const ground = trancheGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { contract, instalment, tranche } = ground;
    const requested = tranche?.amount ?? Money.parse(instalment.amount);
    const amount = body.amount ? amountOf(body.amount, contract, 'amount') : requested;
    if (amount instanceof Rejection) return amount;
    if (isLetPass(state.tranches, body.tranche, amount)) return noObjectionGivenAlready(body.tranche, amount);
    const underWay = trancheAt(ground, 'requested', 'reviewed', 'approved', 'ordered', 'bounced');
    const { reference, givenOn, evidence } = body;
    const data = { ...ground.ofTranche, reference, givenOn, evidence, amount: amount.toJSON() };
    return accept(
      [{ type: 'NoObjectionGiven', data }],
      [
        ...ground.broken,
        ...standing(contract),
        ...(underWay instanceof Rejection ? [underWay] : []),
        ...(givenOn > context.actedOn ? [givenInTheFuture(givenOn, context.actedOn)] : []),
        ...olderThanItsMatter(givenOn, state, ground),
      ],
    );
  },
});

function olderThanItsMatter(
  givenOn: LocalDate,
  { days }: AgreementState,
  { contract, tranche }: TrancheGround,
): readonly Rejection[] {
  const { startsOn } = contract;
  const signedOn = days.get(restsOn.signature) ?? startsOn;
  const since = signedOn < startsOn ? signedOn : startsOn;
  if (givenOn < since) {
    return [givenBefore({ code: 'GIVEN_BEFORE_AGREEMENT', named: 'this agreement' }, givenOn, since)];
  }
  if (!tranche || givenOn >= tranche.requestedFrom) return [];
  return [
    givenBefore({ code: 'GIVEN_BEFORE_REQUEST', named: 'this request' }, givenOn, tranche.requestedFrom),
  ];
}
