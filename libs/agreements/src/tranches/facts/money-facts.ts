import type { BudgetLineAnswer, CategoryAnswer } from '@tramo/budget';
import { factByOwnState, type Fact } from '@tramo/event-log';
import { getSharded } from '@tramo/kernel';
import {
  account,
  accountAnswer,
  accountStream,
  type AccountAnswer,
  type AccountState,
} from '@tramo/treasury';
import type { AgreementState } from '../../agreement.state';
import type { MoneyValue } from './release-policy';

export type LineSeen = BudgetLineAnswer;
export type CategorySeen = CategoryAnswer;

/** The account that pays, with what it has set aside for this very payment: that is as good as free. */
export type PayerAnswer = {
  readonly account: AccountAnswer;
  readonly setAside: MoneyValue | null;
};

interface Question<Body> {
  account(body: Body, state: AgreementState): string | null;
  payment(body: Body, state: AgreementState): string | null;
}

export const payerFact = <Body>(question: Question<Body>): Fact<Body, AgreementState, PayerAnswer> =>
  factByOwnState(
    account,
    (body: Body, own: AgreementState) => accountStream(question.account(body, own) ?? ''),
    (state, body, own) => payerAnswer(state, question.payment(body, own)),
  );

export function payerAnswer(state: AccountState, payment: string | null): PayerAnswer {
  const cash = payment === null ? undefined : getSharded(state.cash, payment);
  return {
    account: accountAnswer(state),
    setAside: cash?.step === 'held' ? { ...cash.amount.toJSON() } : null,
  };
}
