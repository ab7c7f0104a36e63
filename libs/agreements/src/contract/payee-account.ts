import { Rejection } from '@tramo/kernel';
import type { AccountAnswer } from '@tramo/treasury';
import type { Contract } from './contract.state';

type Of = Pick<Contract, 'programme' | 'organisation' | 'credit'>;

/** What keeps an account from being one that this agreement's organisation is paid on. */
export function accountOfOrganisation(
  account: string,
  answer: AccountAnswer,
  { programme, organisation, credit }: Of,
  field: string,
): readonly Rejection[] | Rejection {
  if (!answer.exists || answer.programme !== programme) return accountUnknown(account, field);
  const { kind, holder, currency, state } = answer;
  const expected = organisation?.code ?? null;
  const wanted = credit.currency.code;
  return [
    ...(kind === 'organisation' && holder === expected
      ? []
      : [notOfOrganisation({ account, holder, kind, expected, field })]),
    ...(currency === wanted ? [] : [currencyDiffers({ account, currency, wanted, field })]),
    ...(state === 'open' ? [] : [accountClosed(account, field)]),
  ];
}

const accountUnknown = (account: string, field: string): Rejection =>
  new Rejection({
    code: 'ACCOUNT_UNKNOWN',
    category: 'missing',
    message: `there is no account ${account}`,
    values: { account },
    cure: 'open it first, or name one that is open',
    field,
  });

interface Held {
  readonly account: string;
  readonly holder: string;
  readonly kind: string;
  readonly expected: string | null;
  readonly field: string;
}

const notOfOrganisation = ({ field, ...values }: Held): Rejection =>
  new Rejection({
    code: 'ACCOUNT_NOT_OF_ORGANISATION',
    message: `account ${values.account} is of ${values.holder}, not of the agreement's organisation`,
    values,
    cure:
      values.expected === null
        ? 'leave it out: the unit spends under this agreement itself'
        : `name an account of ${values.expected}`,
    field,
  });

interface OfCurrency {
  readonly account: string;
  readonly currency: string;
  readonly wanted: string;
  readonly field: string;
}

const currencyDiffers = ({ account, currency, wanted, field }: OfCurrency): Rejection =>
  new Rejection({
    code: 'CURRENCY_NOT_OF_AGREEMENT',
    message: `account ${account} is kept in ${currency} and the agreement in ${wanted}`,
    values: { account, given: currency, currency: wanted },
    cure: `name an account that is kept in ${wanted}`,
    field,
  });

const accountClosed = (account: string, field: string): Rejection =>
  new Rejection({
    code: 'ACCOUNT_CLOSED',
    message: `account ${account} is closed`,
    values: { account },
    cure: 'name an account that is open',
    field,
  });
