import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Money, Rejection } from '@tramo/kernel';
import { account } from '../account';
import { freeOf, type Receipt } from '../account.state';
import { partsFor } from '../lots';
import { receiptOf } from '../receipts';
import { cashExceeded, notOfAccountKind } from '../refusals';
import { groundOf, programmeOf, streamOf, type AskedPosting } from './ground';
import { isOneOf } from './receive-funds';

type Body = AskedPosting & { readonly receipt: string; readonly reason: string };

/** What was received by mistake, or not at all, goes again by an event of its own. */
export class ReverseReceipt extends LedgerCommand<Body> {}

export const ReverseReceiptHandler = decides(ReverseReceipt, {
  decider: account,
  stream: streamOf,
  facts: programmeOf<Body>(),
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { account: from } = ground;
    const found = receiptOf(state.receipts, body.receipt);
    if (!found) return receiptUnknown(body);
    if (found.reversed) return reversedAlready(body.account, found);
    if (!isOneOf(RECEIVING, from.kind)) return notOfAccountKind(from, 'a receipt', RECEIVING, 'account');
    const { receipt, kind, book } = found;
    const amount = Money.parse(found.amount);
    const data = {
      ...ground.posting,
      receipt,
      kind,
      accountKind: from.kind,
      amount: amount.toJSON(),
      book,
      lots: partsFor(state.lots, amount, [receipt]),
      reason: body.reason,
    };
    const broken = amount.isGreaterThan(freeOf(from)) ? [cashExceeded(from, amount, 'receipt')] : [];
    return accept([{ type: 'ReceiptReversed', data }], [...ground.broken, ...broken]);
  },
});

const RECEIVING = ['special', 'operating'] as const;

const receiptUnknown = ({ account: id, receipt }: Body): Rejection =>
  new Rejection({
    code: 'RECEIPT_UNKNOWN',
    category: 'missing',
    message: `account ${id} has no receipt ${receipt}`,
    values: { account: id, receipt },
    cure: 'name a receipt as the movements of the account list it',
    field: 'receipt',
  });

const reversedAlready = (id: string, { receipt, amount }: Receipt): Rejection =>
  new Rejection({
    code: 'RECEIPT_REVERSED_ALREADY',
    category: 'conflict',
    message: `receipt ${receipt} of account ${id} has been reversed already`,
    values: { account: id, receipt, amount },
    cure: 'nothing is left to reverse; name another receipt',
    field: 'receipt',
  });
