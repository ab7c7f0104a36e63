import { currencyOf, type CurrencyCode } from './currency';
import { readDecimal } from './decimal-text';
import { InvalidValue, shown } from './invalid-value';
import { parseLocalDate, type LocalDate } from './local-date';

/** Who fixed it: the authority, an index or market it merely publishes, the bank that traded, or the parties. */
export const RATE_REGIMES = ['official', 'referential', 'bank', 'contractual'] as const;
export type RateRegime = (typeof RATE_REGIMES)[number];

/** As the one who quotes sees it: at `buy` the quoter buys the base currency. */
export const RATE_SIDES = ['buy', 'sell', 'mid'] as const;
export type RateSide = (typeof RATE_SIDES)[number];

export interface RateJson {
  /** One unit of this … */
  readonly base: CurrencyCode;
  /** … is worth `value` of this. */
  readonly quote: CurrencyCode;
  readonly regime: RateRegime;
  readonly side: RateSide;
  readonly date: LocalDate;
  /** A positive decimal, with the digits it was published with: `6.86` and `6.860` say different things. */
  readonly value: string;
  /** Where it can be looked up. */
  readonly source: string;
}

export class RateMalformed extends InvalidValue {
  override readonly name = 'RateMalformed';
  readonly code = 'RATE_MALFORMED';
}

/** Generous for any quotation, and small enough for conversions to be exact (`conversion.ts`). */
const VALUE_LENGTH_MAX = 36;

/**
 * A piece of evidence: someone published this value on this date. What is bought at 6.86 is sold back by dividing
 * by 6.86; an inverse of 0.14577… was published by nobody, cannot be written exactly, and does not exist here.
 */
export class Rate {
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
  readonly regime: RateRegime;
  readonly side: RateSide;
  readonly date: LocalDate;
  readonly value: string;
  readonly source: string;

  private constructor(rate: RateJson) {
    this.base = rate.base;
    this.quote = rate.quote;
    this.regime = rate.regime;
    this.side = rate.side;
    this.date = rate.date;
    this.value = rate.value;
    this.source = rate.source;
    Object.freeze(this);
  }

  static parse(json: RateJson): Rate {
    currencyOf(json.base);
    currencyOf(json.quote);
    parseLocalDate(json.date);
    expect(json.base !== json.quote, `the pair ${json.base}/${json.quote} is one currency`);
    const value = readDecimal(json.value);
    expect(value !== undefined && value.unscaled > 0n, `${shown(json.value)} is not a positive decimal`);
    expect(
      json.value.length <= VALUE_LENGTH_MAX,
      `${shown(json.value)} has over ${VALUE_LENGTH_MAX} characters`,
    );
    expect(
      RATE_REGIMES.includes(json.regime),
      `its regime ${shown(json.regime)} is none of ${RATE_REGIMES.join(', ')}`,
    );
    expect(
      RATE_SIDES.includes(json.side),
      `its side ${shown(json.side)} is none of ${RATE_SIDES.join(', ')}`,
    );
    expect(typeof json.source === 'string' && json.source.trim() !== '', 'its source is not named');
    return new Rate(json);
  }

  toJSON(): RateJson {
    const { base, quote, regime, side, date, value, source } = this;
    return { base, quote, regime, side, date, value, source };
  }

  toString(): string {
    return `${this.value} ${this.quote}/${this.base} (${this.regime}, ${this.side}, ${this.date}, ${this.source})`;
  }
}

function expect(condition: boolean, otherwise: string): void {
  if (!condition) throw new RateMalformed(`not a rate: ${otherwise}`);
}
