import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Money, Rejection, type LocalDate } from '@tramo/kernel';
import { receivesDeposit } from '@tramo/treasury';
import {
  depositExists,
  depositReversedAlready,
  depositUnknown,
  depositVerifiedAlready,
  samePerson,
} from '../../counterpart/refusals';
import { bankLineClaims, isSameLine } from '../../bank-line';
import { amountOf } from '../../ground';
import { collectionFact, stepFacts, streamOf, type AskedMoney, type AskedOfWork } from '../asking';
import { collectionBroken } from '../collection';
import { depositArrived } from '../arrivals';
import { signedGround } from '../ground';
import { inOrder, notAhead } from '../in-order';
import { depositExceedsShare } from '../money-refusals';
import { work } from '../work';
import { bankLineUsed } from '../return-refusals';
import { promisedBy, type WorkState } from '../work.state';

type Body = AskedOfWork & {
  readonly deposit: string;
  /** The collection account of the fund that it arrived on. */
  readonly account?: string | null;
  readonly amount: AskedMoney;
  readonly depositedOn: LocalDate;
  readonly reference: string;
};

/** The municipality pays into the fund's collection account: the money is held for it until sheets use it. */
export class DepositMunicipalShare extends CommandOfPerson<Body> {}

export const DepositMunicipalShareHandler = decides(DepositMunicipalShare, {
  decider: work,
  stream: streamOf,
  facts: { ...stepFacts<Body>(), collection: collectionFact<Body>() },
  follows: { arrived: receivesDeposit(depositArrived) },
  decide: (state, body, context) => {
    const ground = signedGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { contract, money, posting, letter } = ground;
    const { deposit, depositedOn, reference } = body;
    if (state.deposits.has(deposit)) return depositExists(deposit);
    const amount = amountOf(body.amount, { credit: contract.amount }, 'amount');
    if (amount instanceof Rejection) return amount;
    const account = body.account ?? null;
    const { place } = contract;
    const { effectiveOn, facts } = context;
    const nowhere = collectionBroken({ account, answer: facts.collection, place, letter, amount });
    if (nowhere instanceof Rejection) return nowhere;
    const promised = promisedBy(contract, money);
    const { deposited } = money;
    const left = promised.isGreaterThan(deposited)
      ? promised.minus(deposited)
      : Money.zero(promised.currency.code);
    const beyond = amount.isGreaterThan(left) ? amount.minus(left) : Money.zero(promised.currency.code);
    const data = {
      ...posting,
      deposit,
      amount: amount.toJSON(),
      reference,
      depositedOn,
      beyondPromise: beyond.toJSON(),
      account,
    };
    return accept(
      [{ type: 'MunicipalShareDeposited', data }],
      [
        ...ground.broken,
        ...nowhere,
        ...inOrder(
          { what: 'the deposit', on: effectiveOn },
          { what: 'the agreement', on: state.dates.agreement },
        ),
        ...notAhead({ what: 'the deposit', on: depositedOn, field: 'depositedOn' }, effectiveOn),
        ...(beyond.isPositive() ? [depositExceedsShare({ promised, deposited, asked: amount })] : []),
      ],
    );
  },
});

type Verifying = AskedOfWork & {
  readonly deposit: string;
  /** The line of the bank's statement. */
  readonly shownBy: string;
};

/** A line of the bank shows it: only then is anything paid from it. */
export class VerifyMunicipalDeposit extends CommandOfPerson<Verifying> {}

export const VerifyMunicipalDepositHandler = decides(VerifyMunicipalDeposit, {
  decider: work,
  stream: streamOf,
  triesFirst: true,
  facts: stepFacts<Verifying>(),
  // The line of one that was reversed is the work's already: it may show what was recorded in its place.
  claims: ({ programme, deposit, shownBy }, state) =>
    depositsShownBy(state, shownBy).length > 0
      ? []
      : bankLineClaims(state.deposits.get(deposit)?.account ?? programme, shownBy),
  decide: (state, body, context) => {
    const ground = signedGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { deposit, shownBy } = body;
    const known = state.deposits.get(deposit);
    if (!known) return depositUnknown(deposit);
    if (known.reversed) return depositReversedAlready(deposit);
    if (known.verifiedOn !== null) return depositVerifiedAlready(deposit, known.verifiedOn);
    const data = { ...ground.posting, deposit, amount: known.amount.toJSON(), shownBy };
    return accept(
      [{ type: 'MunicipalDepositVerified', data }],
      [
        ...ground.broken,
        ...inOrder(
          { what: 'the verification', on: context.effectiveOn },
          { what: 'the deposit', on: known.on ?? known.depositedOn },
        ),
        ...lineUsed(state, shownBy),
        ...(context.actor === known.by ? [samePerson(context.actor, deposit)] : []),
      ],
    );
  },
});

const depositsShownBy = ({ deposits }: WorkState, line: string) =>
  [...deposits].filter(([, one]) => one.shownBy !== null && isSameLine(one.shownBy, line));

function lineUsed(state: WorkState, line: string): readonly Rejection[] {
  const [used] = depositsShownBy(state, line).filter(([, { reversed }]) => !reversed);
  return used ? [bankLineUsed(line, used[0])] : [];
}
