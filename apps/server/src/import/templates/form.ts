import { currencies, isDecimal, isLocalDate, type CurrencyCode, type LocalDate } from '@tramo/kernel';
import { PERSON } from '../../auth/actor';

/** How the files of an import are to be read. */
export interface Reading {
  /** What stands before the decimals; it is said, and never guessed. */
  readonly decimal: 'point' | 'comma';
  /** Nothing counts after it. */
  readonly today: LocalDate;
}

/** A cell that is not what its column takes. */
export class Malformed {
  constructor(
    readonly message: string,
    readonly cure: string,
    readonly code: 'CELL_MALFORMED' | 'DATE_IN_FUTURE' = 'CELL_MALFORMED',
  ) {}
}

/** What a column takes. */
export interface Form<Value> {
  /** In words, for whoever fills in the table. */
  readonly name: string;
  read(text: string, reading: Reading): Value | Malformed;
}

const matching = (name: string, form: RegExp, example: string): Form<string> => ({
  name,
  read: (text) =>
    form.test(text) ? text : new Malformed(`it is no ${name}`, `write it such as "${example}"`),
});

/** What stands in addresses and in the names of streams. */
export const name = matching('name of small letters', /^[a-z0-9][a-z0-9-]{0,39}$/, 'par2');
/** What a classifier calls its entries. */
export const code = matching('code', /^(?! )[\p{L}\p{N}_().+/ -]{1,40}(?<! )$/u, 'B.1');
export const person = matching('person', PERSON, 'ana');
export const country = matching('country', /^[A-Z]{2}$/, 'BO');
export const year = matching('year', /^[12][0-9]{3}$/, '2022');
export const period = matching('period', /^[0-9]{4}(-[0-9]{2}){0,2}$/, '2022-03');
export const levelSeparator = matching('separator of levels', /^[-./_]{1,3}$/, '.');

/** On one line, with nothing in it that no one can read. */
export const text = (most: number): Form<string> => ({
  name: `text of at most ${most} characters`,
  read: (given) =>
    given.length <= most && !/[\p{Cc}\p{Cs}]/u.test(given)
      ? given
      : new Malformed(
          `it is no text of at most ${most} characters on one line`,
          'shorten it, and leave line breaks out',
        ),
});

export const date: Form<LocalDate> = {
  name: 'date',
  read: (given) =>
    isLocalDate(given)
      ? given
      : new Malformed('it is no day of the calendar', 'write it such as "2022-03-31"'),
};

/** The day on which something counted: history has happened. */
export const pastDate: Form<LocalDate> = {
  name: 'date, not after today',
  read: (given, reading) => {
    const day = date.read(given, reading);
    if (day instanceof Malformed || day <= reading.today) return day;
    return new Malformed(
      `nothing counts before its day: ${day} has not come`,
      `date it ${reading.today} or earlier`,
      'DATE_IN_FUTURE',
    );
  },
};

const WITH_COMMA = /^-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$/;

/** The decimal as the ledger writes it. How many decimals a currency has is for the ledger to say. */
export const decimal: Form<string> = {
  name: 'decimal',
  read: (given, reading) => {
    const plain =
      reading.decimal === 'point' || !WITH_COMMA.test(given)
        ? given
        : given.replaceAll('.', '').replace(',', '.');
    const isOther = reading.decimal === 'comma' ? !WITH_COMMA.test(given) : !isDecimal(given);
    if (!isOther && isDecimal(plain) && plain.length <= 40) return plain;
    return reading.decimal === 'comma'
      ? new Malformed(
          'it is no decimal with a comma',
          'write it such as "1.254.211,00", or import without decimal=comma',
        )
      : new Malformed(
          'it is no decimal with a point',
          WITH_COMMA.test(given)
            ? 'write it such as "1254211.00", or import all of it with decimal=comma'
            : 'write it such as "1254211.00", without separators of thousands',
        );
  },
};

/** Of a hundred, up to all of it. */
export const percent: Form<string> = {
  name: 'percentage from 0 to 100',
  read: (given, reading) => {
    const value = decimal.read(given, reading);
    if (value instanceof Malformed) return value;
    return /^(100(\.0{1,4})?|[0-9]{1,2}(\.[0-9]{1,4})?)$/.test(value)
      ? value
      : new Malformed('it is no percentage from 0 to 100', 'write it such as "70", with at most 4 decimals');
  },
};

export const integer = (least: number, most: number): Form<number> => ({
  name: `whole number from ${least} to ${most}`,
  read: (given) => {
    const value = Number(given);
    return /^\d{1,9}$/.test(given) && value >= least && value <= most
      ? value
      : new Malformed(`it is no whole number from ${least} to ${most}`, `write it such as "${least}"`);
  },
});

export const oneOf = <const Word extends string>(...words: readonly Word[]): Form<Word> => ({
  name: `one of ${words.join(', ')}`,
  read: (given) =>
    words.find((word) => word === given) ??
    new Malformed(`it is none of ${words.join(', ')}`, `write one of ${words.join(', ')}`),
});

const CURRENCIES: readonly CurrencyCode[] = currencies.map((one) => one.code);

export const currency: Form<CurrencyCode> = {
  name: 'currency',
  read: (given) =>
    CURRENCIES.find((one) => one === given) ??
    new Malformed('it is no currency', `write one of ${CURRENCIES.join(', ')}`),
};

export const zone: Form<string> = {
  name: 'time zone',
  read: (given) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: given });
      return given;
    } catch {
      return new Malformed('it is no time zone', 'write it such as "America/La_Paz"');
    }
  },
};

/** Several in one cell, with blanks between them. */
export const listOf = <Value>(one: Form<Value>): Form<readonly Value[]> => ({
  name: `${one.name}; several with blanks between them`,
  read: (given, reading) => {
    const values: Value[] = [];
    for (const part of given.split(/\s+/)) {
      const value = one.read(part, reading);
      if (value instanceof Malformed) return value;
      values.push(value);
    }
    return values;
  },
});

/** A file that proves something: its name and what it hashes to. */
export const evidence: Form<{ readonly name: string; readonly sha256: string }> = {
  name: 'name of a file and its SHA-256, as name:hash',
  read: (given) => {
    const [, file, hash] = /^([^\s:]{1,200}):([0-9a-f]{64})$/.exec(given) ?? [];
    return file && hash
      ? { name: file, sha256: hash }
      : new Malformed(
          'it is no name of a file with its SHA-256',
          'write it such as "acta-1.pdf:" and 64 hexadecimal digits',
        );
  },
};
