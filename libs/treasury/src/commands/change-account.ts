import { decides } from '@tramo/event-log';
import { CommandOfPerson, peopleFact } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { account } from '../account';
import type { AccountState } from '../account.state';
import { doneBy } from '../done';
import { groundOf, programmeOf, streamOf, type AskedOfAccount } from './ground';

type Asked = AskedOfAccount & {
  readonly bank: string;
  readonly number: string;
  readonly reason: string;
};
type Body = Asked & { readonly by: string };

/** Whoever has verified the account has verified another: it begins anew. */
export class ChangeAccount extends CommandOfPerson<Asked> {}

export const ChangeAccountHandler = decides(ChangeAccount, {
  decider: account,
  stream: streamOf,
  facts: {
    ...programmeOf<Body>(),
    people: peopleFact<Body, AccountState>({
      programme: ({ programme }) => programme,
      persons: ({ by }) => [by],
    }),
  },
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { bank, number, reason } = body;
    const { actor, actedOn, facts } = context;
    if (bank === ground.account.bank && number === ground.account.number) return unchanged(ground.account);
    const data = { ...ground.of, ...doneBy(actor, actedOn, facts.people), bank, number, reason };
    return accept([{ type: 'AccountChanged', data }], ground.broken);
  },
});

const unchanged = (of: {
  readonly account: string;
  readonly bank: string;
  readonly number: string;
}): Rejection =>
  new Rejection({
    code: 'ACCOUNT_UNCHANGED',
    message: `account ${of.account} has this bank and number already`,
    values: { account: of.account, bank: of.bank, number: of.number },
    cure: 'say another bank or number; what is verified stays verified',
    field: 'number',
  });
