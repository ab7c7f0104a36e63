import type { AccountEvent } from '../events';
import { answerOf, doneByPerson, outcomeOf, payee, reserving, stateOf, today } from '../treasury.testing';
import { losesVerification } from './loses-verification';

const loses = losesVerification(() => []);
const ask = { account: 'asoproq-1', payment: 'P-1', reason: 'account closed' };
const of = { programme: 'par2', account: 'asoproq-1' };

const verified = (by: string, both: readonly string[] | null = null): AccountEvent => ({
  type: 'AccountVerified',
  data: {
    ...of,
    ...doneByPerson(by),
    evidence: 'certificate',
    evidenceHash: null,
    verified: both && { on: today, by: [...both] },
  },
});
const seen = [payee, verified('eva'), verified('ivo', ['eva', 'ivo']), verified('uma')];

const lost = (...events: readonly AccountEvent[]): readonly AccountEvent[] => {
  const decision = outcomeOf(loses.reserve(stateOf(...events), ask, reserving('r1')));
  expect(decision.broken).toEqual([]);
  return [...events, ...(decision.events as AccountEvent[])];
};
const restored = (events: readonly AccountEvent[]): readonly AccountEvent[] => [
  ...events,
  ...(outcomeOf(loses.release(stateOf(...events), 'r1', 'broke off')).events as AccountEvent[]),
];

test('an account loses its verification when a payment to it comes back', () => {
  expect(answerOf(...seen)).toMatchObject({ verified: { on: today, by: ['eva', 'ivo'] } });
  expect(answerOf(...lost(...seen))).toMatchObject({ verified: null, verifications: [] });
  expect(outcomeOf(loses.reserve(stateOf(), ask, reserving('r1'))).broken).toEqual(['ACCOUNT_UNKNOWN']);
});

test('and has it again where the payment did not come back after all, with whom it waits for', () => {
  expect(stateOf(...restored(lost(...seen))).verification).toEqual(stateOf(...seen).verification);
});

test('but what somebody has done since then stands', () => {
  const looked = [...lost(...seen), verified('eva')];
  expect(stateOf(...restored(looked)).verification).toEqual(stateOf(...looked).verification);
});
