import { splitByLargestRemainder, weightsOf, type Ratio } from './allocation';
import { currencyOf, type Currency, type CurrencyCode } from './currency';
import { powerOfTen, readDecimal, writeDecimal } from './decimal-text';
import { InvalidValue, shown } from './invalid-value';
import { invariant, InvariantViolation } from './invariant';

/** Money in events, on the wire and in files: `{ amount: '1254211.00', currency: 'BOB' }`. */
export interface MoneyJson {
  readonly amount: string;
  readonly currency: string;
}

export class AmountMalformed extends InvalidValue {
  override readonly name = 'AmountMalformed';
  readonly code = 'AMOUNT_MALFORMED';
}

/** The amount does not fit the 64-bit integer in which it would rest. */
export class AmountOutOfRange extends InvalidValue {
  override readonly name = 'AmountOutOfRange';
  readonly code = 'AMOUNT_OUT_OF_RANGE';
}

/** Amounts of different currencies were about to be added or compared: a conversion is missing. */
export class CurrencyMismatch extends InvariantViolation {
  override readonly name = 'CurrencyMismatch';
}

/** Amounts rest in SQL as signed 64-bit integers. */
const AMOUNT_MINOR_MIN = -(2n ** 63n);
const AMOUNT_MINOR_MAX = 2n ** 63n - 1n;
/** So much may be asked for at once: what views and reports add up of several hundred such amounts still fits. */
const ASKED_MINOR_MAX = 10n ** 16n;

/** An amount of one currency, exact and immutable: whole minor units, never a binary fraction. */
export class Money {
  private constructor(
    readonly amountMinor: bigint,
    readonly currency: Currency,
  ) {
    Object.freeze(this);
  }

  static ofMinor(amountMinor: bigint, currency: CurrencyCode): Money {
    return Money.checked(amountMinor, currencyOf(currency));
  }

  /** The same as `parse`, for amounts written in code: `Money.of('1254211.00', 'BOB')`. */
  static of(amount: string, currency: CurrencyCode): Money {
    return Money.parse({ amount, currency });
  }

  static zero(currency: CurrencyCode): Money {
    return Money.ofMinor(0n, currency);
  }

  /** Fewer decimals than the currency has are understood, more are refused: rounding is never done in passing. */
  static parse(json: MoneyJson): Money {
    const currency = currencyOf(json.currency);
    const decimal = readDecimal(json.amount);
    if (!decimal) {
      throw new AmountMalformed(
        `${shown(json.amount)} is not an amount: expected text such as "-1254211.00"`,
      );
    }
    if (decimal.scale > currency.decimals) {
      throw new AmountMalformed(`${shown(json.amount)}: ${currency.code} has ${currency.decimals} decimals`);
    }
    return Money.checked(decimal.unscaled * powerOfTen(currency.decimals - decimal.scale), currency);
  }

  /** The same for what somebody asks to have recorded: an amount that leaves room for sums of it. */
  static asked(json: MoneyJson): Money {
    const money = Money.parse(json);
    if (money.amountMinor <= ASKED_MINOR_MAX && money.amountMinor >= -ASKED_MINOR_MAX) return money;
    const most = Money.ofMinor(ASKED_MINOR_MAX, money.currency.code);
    throw new AmountOutOfRange(
      `${shown(json.amount)} ${money.currency.code} is more than ${most.toString()} at once`,
    );
  }

  /** The currency is named because a sum of nothing has one too. Only the result must be in range, whatever the order. */
  static sum(currency: CurrencyCode, amounts: Iterable<Money>): Money {
    const zero = Money.zero(currency);
    let totalMinor = 0n;
    for (const money of amounts) {
      zero.mustMatch(money);
      totalMinor += money.amountMinor;
    }
    return Money.checked(totalMinor, zero.currency);
  }

  private static checked(amountMinor: bigint, currency: Currency): Money {
    // Not by `invariant`: its message would be put together for every amount there is.
    if (typeof amountMinor !== 'bigint') {
      throw new InvariantViolation(`minor units are a bigint, got ${shown(amountMinor)}`);
    }
    if (amountMinor < AMOUNT_MINOR_MIN || amountMinor > AMOUNT_MINOR_MAX) {
      const text = writeDecimal(amountMinor, currency.decimals);
      throw new AmountOutOfRange(`${shown(text)} ${currency.code} does not fit 64 bits of minor units`);
    }
    return new Money(amountMinor, currency);
  }

  plus(other: Money): Money {
    this.mustMatch(other);
    return Money.checked(this.amountMinor + other.amountMinor, this.currency);
  }

  minus(other: Money): Money {
    this.mustMatch(other);
    return Money.checked(this.amountMinor - other.amountMinor, this.currency);
  }

  negate(): Money {
    return Money.checked(-this.amountMinor, this.currency);
  }

  abs(): Money {
    return this.isNegative() ? this.negate() : this;
  }

  times(factor: bigint | number): Money {
    invariant(typeof factor === 'bigint' || Number.isSafeInteger(factor), `${factor} is a whole number`);
    return Money.checked(this.amountMinor * BigInt(factor), this.currency);
  }

  /** In proportion to the ratios, by largest remainder; the parts add up to the whole. */
  allocate(ratios: readonly Ratio[]): readonly Money[] {
    const parts = splitByLargestRemainder(this.amountMinor, weightsOf(ratios));
    return parts.map((part) => Money.checked(part, this.currency));
  }

  compare(other: Money): -1 | 0 | 1 {
    this.mustMatch(other);
    if (this.amountMinor === other.amountMinor) return 0;
    return this.amountMinor < other.amountMinor ? -1 : 1;
  }

  isLessThan(other: Money): boolean {
    return this.compare(other) < 0;
  }

  isGreaterThan(other: Money): boolean {
    return this.compare(other) > 0;
  }

  /** The one comparison that is an answer, not a mistake, between currencies: they differ. */
  equals(other: Money): boolean {
    return this.currency.code === other.currency.code && this.amountMinor === other.amountMinor;
  }

  isZero(): boolean {
    return this.amountMinor === 0n;
  }

  isPositive(): boolean {
    return this.amountMinor > 0n;
  }

  isNegative(): boolean {
    return this.amountMinor < 0n;
  }

  /** `1254211.00`: every decimal of the currency, no separators. */
  get amount(): string {
    return writeDecimal(this.amountMinor, this.currency.decimals);
  }

  toJSON(): MoneyJson {
    return { amount: this.amount, currency: this.currency.code };
  }

  toString(): string {
    return `${this.amount} ${this.currency.code}`;
  }

  /** Without this, `a < b` would compare texts and `a + b` join them, and neither would be noticed. */
  [Symbol.toPrimitive](hint: string): string {
    invariant(
      hint === 'string',
      `money is added and compared by its methods, not by operators: ${this.toString()}`,
    );
    return this.toString();
  }

  private mustMatch(other: Money): void {
    if (this.currency.code !== other.currency.code) {
      throw new CurrencyMismatch(`${this.currency.code} met ${other.currency.code} without a conversion`);
    }
  }
}
