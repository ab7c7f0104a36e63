import { Money } from '@tramo/kernel';
import { agreement } from '../agreement';
import type { AgreementEvent } from '../agreement.events';
import { agreementPostings } from '../agreement.postings';
import {
  deposited,
  facts as base,
  ofAgreement,
  promise,
  signed,
  today,
  verified,
} from '../agreement.testing';
import { CloseAgreementHandler } from '../contract/close-agreement';
import { SignAddendumHandler } from '../contract/sign-addendum';
import { DepositCounterpartHandler } from './deposit-counterpart';
import { ReverseDepositHandler } from './reverse-deposit';

const practice = { version: 0, tolerance: '1', closingMarginDays: 60, lineAtSignature: false };
const facts = { ...base, practice, account: { exists: false }, category: { closingDate: null } };
const metadata = { effectiveOn: today };

/** Owed, given, verified and used, as the books have it after these events. */
function stations(events: readonly AgreementEvent[]): readonly string[] {
  const postings = events.flatMap(({ type, data }) => agreementPostings.postingsOf({ type, data, metadata }));
  return ['981', '982', '983', '984'].map((wanted) => {
    const amounts = postings.filter(({ account }) => account === wanted).map(({ amount }) => amount);
    return Money.sum('BOB', amounts).amount;
  });
}

interface Deciding {
  readonly spec: {
    decide(state: never, body: never, context: never): { readonly events?: readonly AgreementEvent[] };
  };
}

/** What the command writes after these events, whatever rules it breaks. */
function decided(
  events: readonly AgreementEvent[],
  handler: unknown,
  body: object,
): readonly AgreementEvent[] {
  const state = events.reduce((before, event) => agreement.evolve(before, event), agreement.initial);
  const context = { actor: 'ana', mode: 'history', effectiveOn: today, actedOn: today, facts };
  const { decide } = (handler as Deciding).spec;
  const decision = decide(state as never, { ...ofAgreement, by: 'ana', ...body } as never, context as never);
  return [...events, ...(decision.events ?? [])];
}

const work = (deposit: string, amount: string) => ({
  deposit,
  party: 'org-12',
  kind: 'in-kind',
  amount: { amount, currency: 'BOB' },
  description: 'work',
  depositedOn: today,
});

test('no station of the counterpart falls below zero, however much is given and whatever is promised then', () => {
  const start = [signed()];
  expect(stations(start)).toEqual(['3000.00', '0.00', '0.00', '0.00']);
  const given = decided(start, DepositCounterpartHandler, work('D-1', '400'));
  expect(stations(given)).toEqual(['2600.00', '400.00', '0.00', '0.00']);
  const beyond = decided(given, DepositCounterpartHandler, work('D-2', '300'));
  expect(stations(beyond)).toEqual(['2500.00', '700.00', '0.00', '0.00']);
  const more = { addendum: 'ad-1', reference: 'Adenda 1', reason: 'more work' };
  const promised = [promise('org-12', '2500.00'), promise('org-12', '650.00', 'in-kind')];
  const amended = decided(beyond, SignAddendumHandler, { ...more, promised });
  expect(stations(amended)).toEqual(['2500.00', '700.00', '0.00', '0.00']);
  const back = decided(amended, ReverseDepositHandler, { deposit: 'D-1', how: 'reversed', reason: 'twice' });
  expect(stations(back)).toEqual(['2850.00', '300.00', '0.00', '0.00']);
  const closed = decided(back, CloseAgreementHandler, {});
  expect(stations(closed)).toEqual(['0.00', '300.00', '0.00', '0.00']);
});

test('what bounces leaves the station that it had reached', () => {
  const before = [signed(), deposited('D-1', '100'), verified('D-1', '100')];
  expect(stations(before)).toEqual(['2900.00', '0.00', '100.00', '0.00']);
  const bounced = decided(before, ReverseDepositHandler, {
    deposit: 'D-1',
    how: 'bounced',
    reason: 'no funds',
  });
  expect(stations(bounced)).toEqual(['3000.00', '0.00', '0.00', '0.00']);
});
