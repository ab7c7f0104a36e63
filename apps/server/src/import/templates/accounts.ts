import { ACCOUNT_KINDS, OpenAccount, VerifyAccount } from '@tramo/treasury';
import { by, names, on, persons, programme } from './columns';
import { code, currency, name, oneOf, pastDate, text } from './form';
import { act, defineTemplate, needed, optional } from './template';

export const accounts = defineTemplate({
  kind: 'accounts',
  about: "Bank accounts, and who has verified that they are their holder's.",
  when: 'ground',
  columns: {
    programme,
    account: needed(name, 'the code of the account', 'operativa-1'),
    kind: needed(oneOf(...ACCOUNT_KINDS), 'what it is for', 'operating'),
    entity: optional(code, 'whose books it stands in; the executing unit when empty'),
    holder: optional(code, "of an organisation's account: the organisation"),
    financing: optional(name, 'of a special account: the financing agreement'),
    special_account: optional(code, 'of a special account: its code there'),
    bank: needed(text(80), 'where it is kept', 'Banco Unión'),
    number: needed(text(34), 'as the bank has it', '1-23456789'),
    currency: optional(currency, 'as it follows from the kind when empty'),
    by,
    verified_on: optional(pastDate, 'when the last of two people had verified it', '2022-01-05'),
    verified_by: persons('who has verified it, with a blank between two people', 'bruno carla'),
    evidence: optional(text(500), 'what they have seen', 'certificado del banco'),
    on,
  },
  given: {
    verified_on: ['verified_by', 'evidence'],
    verified_by: ['verified_on'],
  },
  makes: ({ account }) => names.account(account),
  needs: (cells) => [names.programme(cells), ...(cells['financing'] ? [names.financing(cells)] : [])],
  acts: ([row]) => {
    const { programme: of, account, verified_on: verifiedOn } = row;
    const open = act(
      OpenAccount,
      {
        programme: of,
        account,
        kind: row.kind,
        entity: row.entity,
        holder: row.holder,
        financing: row.financing,
        specialAccount: row.special_account,
        bank: row.bank,
        number: row.number,
        currency: row.currency,
      },
      {
        on: row.on,
        by: row.by,
        places: {
          programme: 'programme',
          account: 'account',
          kind: 'kind',
          entity: 'entity',
          holder: 'holder',
          financing: 'financing',
          specialAccount: 'special_account',
          currency: 'currency',
        },
      },
    );
    if (verifiedOn === null) return [open];
    const verified = (row.verified_by ?? []).map((who, index) =>
      act(
        VerifyAccount,
        { programme: of, account, evidence: row.evidence ?? 'as imported' },
        { on: verifiedOn, by: who, step: `verified-${index + 1}`, places: { account: 'verified_by' } },
      ),
    );
    return [{ ...open, step: 'opened' }, ...verified];
  },
});
