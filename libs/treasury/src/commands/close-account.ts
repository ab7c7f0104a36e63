import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection } from '@tramo/kernel';
import { account } from '../account';
import type { OpenedAccount } from '../account.state';
import { groundOf, programmeOf, streamOf, type AskedOfAccount } from './ground';

type Body = AskedOfAccount & { readonly reason: string };

export class CloseAccount extends LedgerCommand<Body> {}

export const CloseAccountHandler = decides(CloseAccount, {
  decider: account,
  stream: streamOf,
  facts: programmeOf<Body>(),
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { balance, held } = ground.account;
    const broken = balance.isZero() && held.isZero() ? [] : [accountNotEmpty(ground.account)];
    const data = { ...ground.of, reason: body.reason };
    return accept([{ type: 'AccountClosed', data }], [...ground.broken, ...broken]);
  },
});

const accountNotEmpty = ({ account: id, balance, held }: OpenedAccount): Rejection =>
  new Rejection({
    code: 'ACCOUNT_NOT_EMPTY',
    message: `account ${id} has ${balance.toString()}, of which payments hold ${held.toString()}`,
    values: { account: id, balance, held },
    cure: 'bring what is left to another account, and pay or cancel what is ordered, before it is closed',
  });
