import { InvalidValue, shown } from './invalid-value';

export interface Currency {
  readonly code: CurrencyCode;
  /** Decimals of the minor unit in which amounts are kept. */
  readonly decimals: number;
  /** As Spanish-speaking readers of the programme's country expect it. */
  readonly symbol: string;
  readonly name: string;
  /** Money that is only counted in, never paid in: it follows an index and is settled in its country's currency. */
  readonly isUnitOfAccount: boolean;
}

export class CurrencyUnknown extends InvalidValue {
  override readonly name = 'CurrencyUnknown';
  readonly code = 'CURRENCY_UNKNOWN';
}

const money = (decimals: number, symbol: string, name: string) =>
  ({ decimals, symbol, name, isUnitOfAccount: false }) as const;
const unit = (decimals: number, symbol: string, name: string) =>
  ({ decimals, symbol, name, isUnitOfAccount: true }) as const;

/**
 * Decimals are the minor units of ISO 4217, also where the street has forgotten them (COP). UFV alone is not in
 * the standard: the Bolivian central bank publishes its value with five decimals, and amounts keep as many.
 * The special drawing right is absent because ISO 4217 gives it no minor unit.
 */
const TABLE = {
  ARS: money(2, '$', 'peso argentino'),
  BOB: money(2, 'Bs', 'boliviano'),
  BRL: money(2, 'R$', 'real brasileño'),
  CLF: unit(4, 'UF', 'unidad de fomento'),
  CLP: money(0, '$', 'peso chileno'),
  COP: money(2, '$', 'peso colombiano'),
  COU: unit(2, 'UVR', 'unidad de valor real'),
  EUR: money(2, '€', 'euro'),
  GBP: money(2, '£', 'libra esterlina'),
  JPY: money(0, '¥', 'yen'),
  MXN: money(2, '$', 'peso mexicano'),
  PEN: money(2, 'S/', 'sol'),
  PYG: money(0, '₲', 'guaraní'),
  UFV: unit(5, 'UFV', 'unidad de fomento de vivienda'),
  USD: money(2, 'US$', 'dólar estadounidense'),
  UYU: money(2, '$', 'peso uruguayo'),
} as const;

export type CurrencyCode = keyof typeof TABLE;

const byCode: ReadonlyMap<string, Currency> = new Map(
  (Object.keys(TABLE) as CurrencyCode[]).map((code) => [code, Object.freeze({ code, ...TABLE[code] })]),
);

export const currencies: readonly Currency[] = [...byCode.values()];

export const isCurrencyCode = (code: unknown): code is CurrencyCode => byCode.has(code as string);

export function currencyOf(code: string): Currency {
  const currency = byCode.get(code);
  if (!currency) {
    throw new CurrencyUnknown(
      `${shown(code)} is none of the currencies kept here: ${[...byCode.keys()].join(', ')}`,
    );
  }
  return currency;
}
