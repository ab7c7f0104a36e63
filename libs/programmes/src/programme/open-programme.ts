import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, currencyOf, localDateIn, Rejection, type CurrencyCode } from '@tramo/kernel';
import { programmeStream } from '../codes';
import { programme } from './programme.state';

export type OpenProgrammeBody = {
  readonly programme: string;
  readonly name: string;
  readonly country: string;
  readonly agency: string;
  readonly zone: string;
  readonly bookCurrency: CurrencyCode;
  readonly displayUnit: 1 | 1000;
  /** The entity of the executing unit. */
  readonly unit: { readonly code: string; readonly name: string };
  readonly demonstration?: boolean;
};

export class OpenProgramme extends LedgerCommand<OpenProgrammeBody> {}

export const OpenProgrammeHandler = decides(OpenProgramme, {
  decider: programme,
  stream: (body) => programmeStream(body.programme),
  decide: (state, body, { now }) => {
    const { zone, bookCurrency } = body;
    // Both throw where there is no such zone or currency: that is a wrong shape, and answered as one.
    localDateIn(zone, new Date(now));
    const currency = currencyOf(bookCurrency);
    if (state.opened) return programmeExists(body.programme, state.opened.name);
    if (currency.isUnitOfAccount) return bookCurrencyNotPaidIn(bookCurrency);
    const { programme: code, name, country, agency, displayUnit, unit, demonstration = false } = body;
    const terms = { name, country, agency, zone, bookCurrency, displayUnit, unit, demonstration };
    return accept([
      {
        type: 'ProgrammeOpened',
        data: { programme: code, ...terms },
      },
    ]);
  },
});

const programmeExists = (code: string, name: string): Rejection =>
  new Rejection({
    code: 'PROGRAMME_EXISTS',
    category: 'conflict',
    message: `the programme ${code} is open already`,
    values: { programme: code, name },
    cure: 'choose another code',
    field: 'programme',
  });

const bookCurrencyNotPaidIn = (bookCurrency: CurrencyCode): Rejection =>
  new Rejection({
    code: 'BOOK_CURRENCY_NOT_PAID_IN',
    message: `${bookCurrency} is only counted in, and books are kept in what is paid`,
    values: { bookCurrency },
    cure: "name the country's currency",
    field: 'bookCurrency',
  });
