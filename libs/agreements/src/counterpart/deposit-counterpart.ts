import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection, yearOf, type LocalDate } from '@tramo/kernel';
import { accountFact } from '@tramo/treasury';
import { agreement } from '../agreement';
import { placeOf, type AgreementState } from '../agreement.state';
import { stepFacts, streamOf, type AskedMoney, type ByPerson } from '../asking';
import type { Contract } from '../contract/contract.state';
import { accountOfOrganisation } from '../contract/payee-account';
import { amountOf, doneBy, groundOf, type AskedOfAgreement } from '../ground';
import { isTaken } from '../ids';
import type { ContributionKind, Evidence } from '../shapes';
import { beyondPromiseAfter } from './beyond-promise';
import {
  depositExists,
  depositIncomplete,
  depositNotYetMade,
  kindNotAgreed,
  nothingMoreIsGiven,
  partyUnknown,
} from './refusals';

type Body = AskedOfAgreement & {
  readonly deposit: string;
  /** Who gives it: whoever has promised something, or the organisation. */
  readonly party: string;
  readonly kind: ContributionKind;
  readonly amount: AskedMoney;
  /** In cash: the organisation's account that it went to. */
  readonly account?: string | null;
  /** In kind: what it is. */
  readonly description?: string | null;
  readonly depositedOn: LocalDate;
  readonly evidence?: Evidence;
};

export class DepositCounterpart extends CommandOfPerson<Body> {}

export const DepositCounterpartHandler = decides(DepositCounterpart, {
  decider: agreement,
  stream: streamOf,
  facts: {
    ...stepFacts<Body>(),
    account: accountFact<ByPerson<Body>, AgreementState>({ account: ({ account }) => account ?? null }),
  },
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { contract } = ground;
    const { deposit, party, kind, depositedOn } = body;
    if (isTaken(state.counterpart.deposits.keys(), deposit)) return depositExists(deposit);
    const parties = partiesOf(contract);
    if (!parties.includes(party)) return partyUnknown(party, parties);
    const amount = amountOf(body.amount, contract, 'amount');
    if (amount instanceof Rejection) return amount;
    const given = givenAs(body);
    if (given instanceof Rejection) return given;
    if (depositedOn > context.effectiveOn) return depositNotYetMade(depositedOn, context.effectiveOn);
    const account =
      given.account === null
        ? []
        : accountOfOrganisation(given.account, context.facts.account, contract, 'account');
    if (account instanceof Rejection) return account;
    const data = {
      ...ground.of,
      place: placeOf(contract, String(yearOf(context.effectiveOn))),
      correctsOn: ground.correctsOn,
      ...doneBy(context, context.facts.people),
      deposit,
      party,
      kind,
      amount: amount.toJSON(),
      ...given,
      depositedOn,
      beyondPromise: beyondPromiseAfter(state, { party, kind }, amount).toJSON(),
      evidence: [...(body.evidence ?? [])],
    };
    return accept(
      [{ type: 'CounterpartDeposited', data }],
      [...ground.broken, ...nothingMoreIsGiven(contract), ...kindNotAgreed(contract, kind), ...account],
    );
  },
});

/** Buyers, municipalities and others give too, where the agreement says so. */
const partiesOf = ({ promised, organisation }: Contract): readonly string[] => [
  ...new Set([...promised.map(({ party }) => party), ...(organisation ? [organisation.code] : [])]),
];

type Given = { readonly account: string | null; readonly description: string | null };

function givenAs({ kind, account, description }: Body): Given | Rejection {
  if (kind === 'cash') {
    return account ? { account, description: description ?? null } : depositIncomplete(kind, 'account');
  }
  if (!description) return depositIncomplete(kind, 'description');
  return { account: null, description };
}
