import { Rejection, unreachable, type LocalDate, type Money } from '@tramo/kernel';
import type { Contract } from '../contract/contract.state';
import type { Payee } from './tranche.events';
import type { TrancheStep } from './steps';

export const trancheUnknown = ({ agreement, tranches }: Contract, tranche: number): Rejection =>
  new Rejection({
    code: 'TRANCHE_UNKNOWN',
    category: 'missing',
    message: `agreement ${agreement} has no tranche ${tranche}`,
    values: { agreement, tranche, tranches: tranches.length },
    cure: `name one of ${tranches.map((one) => one.tranche).join(', ')}, or sign an addendum that adds it`,
    field: 'tranche',
  });

export const trancheNotAt = (
  agreement: string,
  tranche: number,
  state: TrancheStep,
  needed: readonly TrancheStep[],
): Rejection =>
  new Rejection({
    code: 'TRANCHE_NOT_AT_STEP',
    category: 'conflict',
    message: `tranche ${tranche} of ${agreement} is ${state}`,
    values: { agreement, tranche, state, needed },
    cure: `${nextOf(state)}; this takes a tranche that is ${needed.join(' or ')}`,
    field: 'tranche',
  });

/** What can be done with a tranche where it is. */
function nextOf(state: TrancheStep): string {
  switch (state) {
    case 'programmed':
    case 'returned':
    case 'rejected':
    case 'cancelled':
      return 'request it first';
    case 'requested':
      return 'have it reviewed first';
    case 'reviewed':
      return 'have it signed first';
    case 'approved':
      return 'order its payment first';
    case 'ordered':
      return 'send its payment first';
    case 'sent':
      return 'wait until the bank confirms it or gives it back';
    case 'bounced':
      return 'have the account verified again and order its payment again, or cancel it where that has changed';
    case 'confirmed':
      return 'it has arrived';
    case 'closed':
      return 'it is closed';
    default:
      return unreachable(state, 'step of a tranche');
  }
}

export const agreementPaysNobody = (agreement: string): Rejection =>
  new Rejection({
    code: 'AGREEMENT_WITHOUT_ORGANISATION',
    message: `by agreement ${agreement} the unit spends itself, and nobody is paid tranches`,
    values: { agreement },
    cure: 'record what is spent as spending',
    field: 'agreement',
  });

export const signedAlready = (person: string, tranche: number, on: LocalDate): Rejection =>
  new Rejection({
    code: 'SIGNED_ALREADY',
    category: 'forbidden',
    message: `${person} has signed tranche ${tranche} already, on ${on}`,
    values: { person, tranche, on },
    cure: `let somebody other than ${person} sign`,
  });

export const payeeChanged = (signedFor: Payee, now: Payee | null): Rejection =>
  new Rejection({
    code: 'PAYEE_CHANGED_SINCE_SIGNATURE',
    category: 'conflict',
    message: 'the money would go elsewhere than where it was signed to go',
    values: { signedFor, now },
    cure: 'cancel the tranche, and have it requested and signed anew for the account as it is now',
  });

export const payeeChangedSinceOrder = (ordered: Payee, now: Payee | null): Rejection =>
  new Rejection({
    code: 'PAYEE_CHANGED_SINCE_ORDER',
    category: 'conflict',
    message: 'the order names the account as it was',
    values: { ordered, now },
    cure: 'cancel the tranche, and have it requested and signed anew for the account as it is now',
  });

export const payerChangedSinceOrder = (ordered: Payee, now: Payee | null): Rejection =>
  new Rejection({
    code: 'PAYER_CHANGED_SINCE_ORDER',
    category: 'conflict',
    message: 'the order names the paying account as it was',
    values: { ordered, now },
    cure: 'put the paying account back as it was, or cancel the tranche and have it requested and signed anew',
  });

export const payerNotOfAgreement = (payer: string, values: object, why: string): Rejection =>
  new Rejection({
    code: 'PAYER_NOT_OF_AGREEMENT',
    message: `account ${payer} does not pay for this agreement: ${why}`,
    values: { payer, ...values },
    cure: 'name an operating account of the agreement’s programme and entity',
    field: 'payer',
  });

export const payerUnknown = (payer: string): Rejection =>
  new Rejection({
    code: 'ACCOUNT_UNKNOWN',
    category: 'missing',
    message: `there is no account ${payer}`,
    values: { account: payer },
    cure: 'open it first, or name one that is open',
    field: 'payer',
  });

export const nothingToPay = (tranche: number, amount: Money, offset: Money): Rejection =>
  new Rejection({
    code: 'NOTHING_TO_PAY',
    message: `all of tranche ${tranche} was set off`,
    values: { tranche, amount, offset },
    cure: 'confirm the offset: there is no payment to order',
    field: 'tranche',
  });

export const paymentConfirmedAlready = (payment: string, tranche: number): Rejection =>
  new Rejection({
    code: 'PAYMENT_CONFIRMED_ALREADY',
    category: 'conflict',
    message: `the bank has confirmed payment ${payment} already`,
    values: { payment, tranche },
    cure: 'nothing is left to confirm',
    field: 'tranche',
  });

/** Accepted, returned, written off or owed: none of it can have been in a payment that came back whole. */
export const trancheSpent = (tranche: number, accounted: Money): Rejection =>
  new Rejection({
    code: 'TRANCHE_SPENT',
    category: 'conflict',
    message: `${accounted.toString()} of tranche ${tranche} is accounted for: it did not come back`,
    values: { tranche, accounted },
    cure: 'record what came back as a balance that was returned',
    field: 'tranche',
  });

export const trancheSetOff = (tranche: number, offset: Money): Rejection =>
  new Rejection({
    code: 'TRANCHE_SET_OFF',
    category: 'conflict',
    message: `all of tranche ${tranche} was set off: there is nothing left to cancel`,
    values: { tranche, offset },
    cure: 'confirm the offset',
    field: 'tranche',
  });

export const offsetIncomplete = (tranche: number, offset: Money, toPay: Money): Rejection =>
  new Rejection({
    code: 'OFFSET_INCOMPLETE',
    message: `of tranche ${tranche} ${offset.toString()} was set off, and ${toPay.toString()} is to be paid`,
    values: { tranche, offset, toPay },
    cure: `order the payment of ${toPay.toString()}`,
    field: 'tranche',
  });

/** It was set off wholly. */
export const nothingWasPaid = (tranche: number, offset: Money): Rejection =>
  new Rejection({
    code: 'NOTHING_WAS_PAID',
    category: 'conflict',
    message: `tranche ${tranche} was set off and not paid: no bank gives it back`,
    values: { tranche, offset },
    cure: 'there is nothing to give back',
    field: 'tranche',
  });

export const trancheUnjustified = (tranche: number, unjustified: Money): Rejection =>
  new Rejection({
    code: 'TRANCHE_UNJUSTIFIED',
    message: `${unjustified.toString()} of tranche ${tranche} is not justified`,
    values: { tranche, unjustified },
    cure: `have ${unjustified.toString()} justified, returned or written off first`,
    field: 'tranche',
  });

export const conditionUnknown = (given: string, known: readonly string[]): Rejection =>
  new Rejection({
    code: 'CONDITION_UNKNOWN',
    message: `there is no release condition ${JSON.stringify(given)}`,
    values: { given, known },
    cure: `name one of ${known.join(', ')}`,
    field: 'condition',
  });

export const conditionNotWaivable = (condition: string, waivable: readonly string[]): Rejection =>
  new Rejection({
    code: 'CONDITION_NOT_WAIVABLE',
    category: 'forbidden',
    message: `nobody can waive "${condition}"`,
    values: { condition, waivable },
    cure: `satisfy it; what can be waived is ${waivable.join(', ')}`,
    field: 'condition',
  });

export const waiverExists = (waiver: string): Rejection =>
  new Rejection({
    code: 'WAIVER_EXISTS',
    category: 'conflict',
    message: `there is a waiver ${waiver} already`,
    values: { waiver },
    cure: 'give it an id of its own',
    field: 'waiver',
  });

export const waiverUnknown = (waiver: string): Rejection =>
  new Rejection({
    code: 'WAIVER_UNKNOWN',
    category: 'missing',
    message: `there is no waiver ${waiver}`,
    values: { waiver },
    cure: 'propose it first, or name one that is proposed',
    field: 'waiver',
  });

export const waiverGrantedAlready = (waiver: string, by: string, on: LocalDate): Rejection =>
  new Rejection({
    code: 'WAIVER_GRANTED_ALREADY',
    category: 'conflict',
    message: `${by} granted waiver ${waiver} on ${on}`,
    values: { waiver, by, on },
    cure: 'it counts already',
    field: 'waiver',
  });

export const waiverExpired = (waiver: string, expiresOn: LocalDate, on: LocalDate): Rejection =>
  new Rejection({
    code: 'WAIVER_EXPIRED',
    message: `waiver ${waiver} ends on ${expiresOn}`,
    values: { waiver, expiresOn, on },
    cure: `propose one that lasts until ${on} or longer`,
    field: 'expiresOn',
  });

export const waiverBySamePerson = (waiver: string, person: string): Rejection =>
  new Rejection({
    code: 'SAME_PERSON',
    category: 'forbidden',
    message: 'a waiver takes two people: who proposes it does not grant it',
    values: { waiver, proposedBy: person, grantedBy: person },
    cure: `let somebody other than ${person} grant it`,
  });

export const noObjectionGivenAlready = (tranche: number, amount: Money): Rejection =>
  new Rejection({
    code: 'NO_OBJECTION_GIVEN_ALREADY',
    category: 'conflict',
    message: `the lender's no-objection to ${amount.toString()} of tranche ${tranche} is recorded already`,
    values: { tranche, amount },
    cure: 'it counts already',
    field: 'tranche',
  });

/** A letter that is older speaks of something else. */
export const givenBefore = (
  what: { readonly code: 'GIVEN_BEFORE_AGREEMENT' | 'GIVEN_BEFORE_REQUEST'; readonly named: string },
  givenOn: LocalDate,
  since: LocalDate,
): Rejection =>
  new Rejection({
    code: what.code,
    message: `a word of ${givenOn} is not on ${what.named}, which is of ${since}`,
    values: { givenOn, since },
    cure: `record the lender's word of ${since} or later`,
    field: 'givenOn',
  });

export const givenInTheFuture = (givenOn: LocalDate, on: LocalDate): Rejection =>
  new Rejection({
    code: 'GIVEN_IN_FUTURE',
    message: `nobody has given anything on ${givenOn} yet`,
    values: { givenOn, on },
    cure: `say ${on} or earlier`,
    field: 'givenOn',
  });
