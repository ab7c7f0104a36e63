import { decides, fact } from '@tramo/event-log';
import { CommandOfPerson, peopleFact } from '@tramo/identity';
import { accept, Rejection, type MoneyJson } from '@tramo/kernel';
import {
  codeUnknown,
  programme as programmes,
  programmeStream,
  rulesOfProgramme,
  type EntityKind,
} from '@tramo/programmes';
import { account } from '../account';
import type { AccountState } from '../account.state';
import { doneBy } from '../done';
import type { AccountKind } from '../kinds';
import { alreadyThere } from '../refusals';
import { specialAccountsFact } from '../special-accounts';
import { programmeOf, streamOf, type AskedOfAccount } from './ground';
import { fieldsOfKind, inCurrencyOfKind, organisationKeepsNoBooks, specialAccountOf } from './kind-rules';

export type AskedAccount = AskedOfAccount & {
  readonly kind: AccountKind;
  /** Whose books it stands in; the executing unit's when absent, an organisation's own for its account. */
  readonly entity?: string | null;
  /** Needed of an organisation's; else the entity when absent. */
  readonly holder?: string | null;
  /** Of a special account, and of no other. */
  readonly financing?: string | null;
  readonly specialAccount?: string | null;
  readonly bank: string;
  readonly number: string;
  /** The credit's of a special account, the books' of others: need not be said. */
  readonly currency?: string | null;
};
type Body = AskedAccount & { readonly by: string };

export class OpenAccount extends CommandOfPerson<AskedAccount> {}

export const OpenAccountHandler = decides(OpenAccount, {
  decider: account,
  stream: streamOf,
  triesFirst: true,
  facts: {
    ...programmeOf<Body>(),
    people: peopleFact<Body, AccountState>({
      programme: ({ programme }) => programme,
      persons: ({ by }) => [by],
    }),
    entityKind: fact(
      programmes,
      ({ programme }: Body, _state: AccountState) => programmeStream(programme),
      ({ entities, opened }, { entity }): EntityKind | null =>
        entities.get(entity ?? opened?.executingUnit ?? '') ?? null,
    ),
    financing: specialAccountsFact<Body, AccountState>(({ financing }) => financing ?? null),
  },
  // Its ceiling is one, however many numbers a bank gives: another number changes the account.
  claims: ({ kind, financing, specialAccount }) =>
    kind === 'special' && financing && specialAccount
      ? [{ kind: 'special-account', value: JSON.stringify([financing, specialAccount]) }]
      : [],
  decide: (state, body, { actor, actedOn, effectiveOn, facts }) => {
    const { programme, account: id, kind, bank, number } = body;
    const rules = rulesOfProgramme(facts.programme, { programme, effectiveOn });
    if (rules instanceof Rejection) return rules;
    if (state.opened) return alreadyThere('ACCOUNT', id, 'account');
    const misfit = fieldsOfKind(body);
    if (misfit) return misfit;
    const entity = kind === 'organisation' ? body.holder! : (body.entity ?? facts.programme.executingUnit!);
    if (kind !== 'organisation') {
      if (!facts.entityKind) return codeUnknown('entity', entity, { programme, field: 'entity' });
      if (facts.entityKind === 'organisation') return organisationKeepsNoBooks(entity);
    }
    const special = specialAccountOf(body, facts.financing);
    if (special instanceof Rejection) return special;
    const bookCurrency = facts.programme.bookCurrency!;
    const currency = special?.ceiling.currency ?? bookCurrency;
    const wrong = inCurrencyOfKind(body, currency);
    if (wrong) return wrong;
    const data = {
      programme,
      account: id,
      ...doneBy(actor, actedOn, facts.people),
      kind,
      entity,
      holder: body.holder ?? entity,
      financing: special ? body.financing! : null,
      specialAccount: special?.code ?? null,
      ceiling: (special?.ceiling ?? null) satisfies MoneyJson | null,
      bank,
      number,
      currency,
      bookCurrency,
    };
    return accept([{ type: 'AccountOpened', data }], rules);
  },
});
