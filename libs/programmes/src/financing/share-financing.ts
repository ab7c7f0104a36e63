import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Money, Rejection } from '@tramo/kernel';
import { financingStream } from '../codes';
import { financing, type FinancingState } from './financing.state';
import { entityMissing, groundFact } from './ground';
import { financingUnknown, positiveAmount } from './refusals';

export type ShareFinancingBody = {
  readonly financing: string;
  /** The entity that executes the share. */
  readonly executor: string;
  /** What for: the project, its preparation. */
  readonly purpose: string;
  readonly amount: { readonly amount: string; readonly currency: string };
};

export class ShareFinancing extends LedgerCommand<ShareFinancingBody> {}

export const ShareFinancingHandler = decides(ShareFinancing, {
  decider: financing,
  stream: (body: ShareFinancingBody) => financingStream(body.financing),
  facts: { ground: groundFact((body: ShareFinancingBody) => body.executor) },
  decide: (state, body, { facts }) => {
    const { agreement } = state;
    const { financing: code, executor, purpose } = body;
    if (!agreement) return financingUnknown(code);
    const missing = entityMissing(facts.ground, agreement.programme, executor);
    if (missing) return missing;
    if (state.shares.get(executor)?.purposes.includes(purpose)) return shareExists(body);
    const amount = positiveAmount(agreement, body.amount, 'amount');
    if (amount instanceof Rejection) return amount;
    const { programme } = agreement;
    return accept(
      [
        {
          type: 'FinancingShared',
          data: { programme, financing: code, executor, purpose, amount: amount.toJSON() },
        },
      ],
      sharesExceeded(state, agreement.amount, amount),
    );
  },
});

function sharesExceeded({ shares }: FinancingState, total: Money, amount: Money): readonly Rejection[] {
  const shared = Money.sum(
    total.currency.code,
    [...shares.values()].map((share) => share.total),
  );
  const left = total.minus(shared);
  if (!amount.isGreaterThan(left)) return [];
  return [
    new Rejection({
      code: 'SHARES_EXCEED_FINANCING',
      message: `the shares would add up to more than the agreement's ${total.toString()}`,
      values: { total, shared, left, amount },
      cure: `share at most ${left.toString()}`,
      field: 'amount',
    }),
  ];
}

const shareExists = ({ financing: code, executor, purpose }: ShareFinancingBody): Rejection =>
  new Rejection({
    code: 'SHARE_EXISTS',
    category: 'conflict',
    message: `${executor} has its share of ${code} for ${purpose} already`,
    values: { financing: code, executor, purpose },
    cure: 'name another purpose for what is shared besides',
    field: 'purpose',
  });
