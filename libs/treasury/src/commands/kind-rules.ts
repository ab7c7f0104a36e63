import { Rejection } from '@tramo/kernel';
import { financingUnknown } from '@tramo/programmes';
import type { AccountKind } from '../kinds';
import type { SpecialAccounts } from '../special-accounts';

interface Asked {
  readonly programme: string;
  readonly account: string;
  readonly kind: AccountKind;
  readonly entity?: string | null;
  readonly holder?: string | null;
  readonly financing?: string | null;
  readonly specialAccount?: string | null;
  readonly currency?: string | null;
}

type Field = 'entity' | 'holder' | 'financing' | 'specialAccount';

const NEEDED: Readonly<Record<AccountKind, readonly Field[]>> = {
  special: ['financing', 'specialAccount'],
  operating: [],
  collection: [],
  organisation: ['holder'],
};
const NOT_SAID: Readonly<Record<AccountKind, readonly Field[]>> = {
  special: [],
  operating: ['financing', 'specialAccount'],
  collection: ['financing', 'specialAccount'],
  organisation: ['entity', 'financing', 'specialAccount'],
};

/** What an account of a kind says of itself, and what it does not. */
export function fieldsOfKind(asked: Asked): Rejection | undefined {
  const { kind } = asked;
  const missing = NEEDED[kind].find((field) => !asked[field]);
  if (missing) return misfit(kind, missing, 'needs', `say its ${missing}`);
  const extra = NOT_SAID[kind].find((field) => asked[field]);
  return extra && misfit(kind, extra, 'has no', 'leave it out, or open an account of another kind');
}

const misfit = (kind: AccountKind, field: Field, says: string, cure: string): Rejection =>
  new Rejection({
    code: 'FIELD_NOT_OF_ACCOUNT_KIND',
    message: `an account of kind "${kind}" ${says} ${field}`,
    values: { kind, field, needed: NEEDED[kind] },
    cure,
    field,
  });

/** As the credit has it; nothing where the account is of another kind. */
export function specialAccountOf(
  { programme, kind, financing, specialAccount }: Asked,
  credit: SpecialAccounts,
): NonNullable<SpecialAccounts>['accounts'][number] | Rejection | undefined {
  if (kind !== 'special') return undefined;
  if (credit?.programme !== programme) return financingUnknown(financing!);
  const found = credit.accounts.find(({ code }) => code === specialAccount);
  return found ?? specialAccountUnknown(financing!, specialAccount!, credit);
}

const specialAccountUnknown = (
  financing: string,
  code: string,
  { accounts }: NonNullable<SpecialAccounts>,
): Rejection =>
  new Rejection({
    code: 'SPECIAL_ACCOUNT_UNKNOWN',
    message: `${financing} has no special account ${code}`,
    values: { financing, specialAccount: code, specialAccounts: accounts.map((one) => one.code) },
    cure: 'name one that the financing agreement has',
    field: 'specialAccount',
  });

export function inCurrencyOfKind(
  { account, kind, currency: given }: Asked,
  currency: string,
): Rejection | undefined {
  if (!given || given === currency) return undefined;
  return new Rejection({
    code: 'CURRENCY_NOT_OF_ACCOUNT',
    message: `an account of kind "${kind}" is kept in ${currency} here`,
    values: { account, given, currency },
    cure: `leave the currency out, or say ${currency}`,
    field: 'currency',
  });
}

export const organisationKeepsNoBooks = (entity: string): Rejection =>
  new Rejection({
    code: 'ENTITY_KEEPS_NO_BOOKS',
    message: `${entity} is an organisation, whose books are watched and not kept here`,
    values: { entity },
    cure: 'name a unit, a fund or a trust, or open an account of kind "organisation" with it as holder',
    field: 'entity',
  });
