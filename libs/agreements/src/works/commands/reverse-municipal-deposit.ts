import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, type Money, Rejection } from '@tramo/kernel';
import { holdsCash, paysCash } from '@tramo/treasury';
import { depositReversedAlready, depositUnknown } from '../../counterpart/refusals';
import { stepFacts, streamOf, type AskedOfWork } from '../asking';
import { cashHeld, cashPaid } from '../elsewhere';
import { signedGround, type SignedGround } from '../ground';
import { inOrder } from '../in-order';
import { depositInUse } from '../return-refusals';
import { municipalTaken } from '../municipal-money';
import { work } from '../work';
import { promisedBy, type MunicipalDeposit, type WorkState } from '../work.state';

type Body = AskedOfWork & { readonly deposit: string; readonly reason: string };

/** The bank did not pay it, or it was never one: it leaves the collection account as if it had never come. */
export class ReverseMunicipalDeposit extends CommandOfPerson<Body> {}

export const ReverseMunicipalDepositHandler = decides(ReverseMunicipalDeposit, {
  decider: work,
  stream: streamOf,
  triesFirst: true,
  facts: stepFacts<Body>(),
  reserves: { cash: holdsCash(cashHeld), payment: paysCash(cashPaid) },
  decide: (state, body, context) => {
    const ground = signedGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { deposit, reason } = body;
    const known = state.deposits.get(deposit);
    if (!known) return depositUnknown(deposit);
    if (known.reversed) return depositReversedAlready(deposit);
    const { amount, account } = known;
    const data = {
      ...ground.posting,
      deposit,
      amount: amount.toJSON(),
      reason,
      wasVerified: known.verifiedOn !== null,
      account,
      beyondPromise: beyondWithout(ground, amount).toJSON(),
    };
    return accept(
      [{ type: 'MunicipalDepositReversed', data }],
      [
        ...ground.broken,
        ...inOrder(
          { what: 'the reversal', on: context.effectiveOn },
          { what: 'the last that is known of the deposit', on: known.on },
        ),
        ...inUse(state, ground, { deposit, ...known }),
      ],
    );
  },
});

/** By how much less is paid in beyond the promise then. */
function beyondWithout({ money, contract }: SignedGround, amount: Money): Money {
  const rest = money.deposited.minus(amount).minus(promisedBy(contract, money));
  return rest.isPositive() ? money.beyondPromise.minus(rest) : money.beyondPromise;
}

interface Reversing extends MunicipalDeposit {
  readonly deposit: string;
}

/** What is taken stays verified, and what has left an account did not come from nowhere. */
function inUse(
  { sheets, collected }: WorkState,
  { money }: SignedGround,
  { deposit, amount, account, verifiedOn }: Reversing,
): readonly Rejection[] {
  if (verifiedOn === null) return [];
  const { verified } = money;
  const taken = municipalTaken(money, sheets.values());
  const there = account === null ? amount : (collected.get(account) ?? amount.minus(amount));
  const left = verified.minus(taken);
  const free = there.isLessThan(left) ? there : left;
  return amount.isGreaterThan(free) ? [depositInUse({ deposit, amount, verified, taken, free })] : [];
}
