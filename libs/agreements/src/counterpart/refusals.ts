import { Rejection, type LocalDate, type Money } from '@tramo/kernel';
import type { Contract } from '../contract/contract.state';
import type { ContributionKind } from '../shapes';

export const depositExists = (deposit: string): Rejection =>
  new Rejection({
    code: 'DEPOSIT_EXISTS',
    category: 'conflict',
    message: `there is a deposit ${deposit} already`,
    values: { deposit },
    cure: 'give it an id of its own',
    field: 'deposit',
  });

export const depositUnknown = (deposit: string): Rejection =>
  new Rejection({
    code: 'DEPOSIT_UNKNOWN',
    category: 'missing',
    message: `there is no deposit ${deposit}`,
    values: { deposit },
    cure: 'record it first, or name one that is recorded',
    field: 'deposit',
  });

export const depositVerifiedAlready = (deposit: string, on: LocalDate | null): Rejection =>
  new Rejection({
    code: 'DEPOSIT_VERIFIED_ALREADY',
    category: 'conflict',
    message: `deposit ${deposit} was verified on ${on}`,
    values: { deposit, verifiedOn: on },
    cure: 'nothing is left to do; what was verified wrongly is reversed',
    field: 'deposit',
  });

export const depositReversedAlready = (deposit: string): Rejection =>
  new Rejection({
    code: 'DEPOSIT_REVERSED_ALREADY',
    category: 'conflict',
    message: `deposit ${deposit} was reversed`,
    values: { deposit },
    cure: 'record what was given after all as a deposit of its own',
    field: 'deposit',
  });

export const partyUnknown = (party: string, parties: readonly string[]): Rejection =>
  new Rejection({
    code: 'PARTY_UNKNOWN',
    message: `${party} has promised nothing under this agreement and is not its organisation`,
    values: { party, parties },
    cure: `name ${parties.join(' or ')}, or have an addendum say what ${party} promises`,
    field: 'party',
  });

export const depositIncomplete = (kind: ContributionKind, field: 'account' | 'description'): Rejection =>
  new Rejection({
    code: 'DEPOSIT_INCOMPLETE',
    message: kind === 'cash' ? 'cash goes to an account' : 'what is given in kind is something',
    values: { kind, missing: field },
    cure: kind === 'cash' ? 'name the account of the organisation that it went to' : 'say what was given',
    field,
  });

export const depositNotYetMade = (depositedOn: LocalDate, effectiveOn: LocalDate): Rejection =>
  new Rejection({
    code: 'DEPOSIT_NOT_YET_MADE',
    message: `what is deposited on ${depositedOn} does not count on ${effectiveOn}`,
    values: { depositedOn, effectiveOn },
    cure: `say the day on which it was deposited, ${effectiveOn} or earlier, or date the command later`,
    field: 'depositedOn',
  });

/** A suspended agreement still takes what the other side owes. */
export function nothingMoreIsGiven({ agreement, standing }: Contract): readonly Rejection[] {
  if (standing === 'in-force' || standing === 'suspended') return [];
  return [
    new Rejection({
      code: 'AGREEMENT_NOT_IN_FORCE',
      category: 'conflict',
      message: `agreement ${agreement} is ${standing}`,
      values: { agreement, standing },
      cure: 'nothing more is owed under it',
      field: 'agreement',
    }),
  ];
}

/** Where the terms, all phases together, count one kind only. */
export function kindNotAgreed(
  { counterpart, phases }: Contract,
  kind: ContributionKind,
): readonly Rejection[] {
  const terms = [counterpart, ...phases.map((phase) => phase.counterpart)].filter((one) => one !== null);
  const kinds = [...new Set(terms.flatMap((one) => one.kinds))];
  if (kinds.length === 0 || kinds.includes(kind)) return [];
  return [
    new Rejection({
      code: 'KIND_NOT_AGREED',
      message: `the counterpart of this agreement is given ${kinds.map(spoken).join(' or ')}`,
      values: { kind, kinds },
      cure: `give it ${kinds.map(spoken).join(' or ')}, or have an addendum say otherwise`,
      field: 'kind',
    }),
  ];
}

const spoken = (kind: ContributionKind): string => (kind === 'cash' ? 'in cash' : 'in kind');

export const samePerson = (person: string, deposit: string): Rejection =>
  new Rejection({
    code: 'SAME_PERSON',
    category: 'forbidden',
    message: `${person} recorded deposit ${deposit} and does not verify it`,
    values: { person, deposit },
    cure: `let somebody other than ${person} verify it`,
  });

interface InUse {
  readonly deposit: string;
  readonly verified: Money;
  readonly used: Money;
  readonly staying: Money;
}

export function counterpartInUse({ deposit, verified, used, staying }: InUse): Rejection {
  const shortfall = used.minus(staying);
  return new Rejection({
    code: 'COUNTERPART_IN_USE',
    message: `without deposit ${deposit} less stays verified than accepted expenses have used`,
    values: { deposit, verified, used, staying, shortfall },
    cure: `verify another ${shortfall.toString()} of the same party first, or rule as much of the expenses ineligible`,
    field: 'deposit',
  });
}
