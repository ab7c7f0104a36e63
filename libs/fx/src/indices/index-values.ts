import { isDecimal, Rejection } from '@tramo/kernel';
import { isPeriod, periodExample, type Frequency } from './periods';

export type IndexValueLine = {
  readonly period: string;
  /** A positive decimal, with the digits it was published with. */
  readonly value: string;
  readonly source: string;
};

/** As long as a rate may be: with more digits, an amount restated by it would not be exact. */
const VALUE_LENGTH_MAX = 36;

export function malformedIndexValue(
  { period, value }: IndexValueLine,
  frequency: Frequency,
  at: string,
): Rejection | undefined {
  if (!isPeriod(period, frequency)) {
    return new Rejection({
      code: 'PERIOD_MALFORMED',
      message: `the periods of a ${frequency} index are written as ${periodExample(frequency)}`,
      values: { period, frequency },
      cure: `write it as ${periodExample(frequency)}`,
      field: `${at}period`,
    });
  }
  if (isPositive(value)) return undefined;
  return new Rejection({
    code: 'INDEX_VALUE_NOT_POSITIVE',
    message: 'the value of an index is a decimal above zero',
    values: { value },
    cure: `give text such as "107.23", of at most ${VALUE_LENGTH_MAX} characters`,
    field: `${at}value`,
  });
}

const isPositive = (value: string): boolean =>
  isDecimal(value) && value.length <= VALUE_LENGTH_MAX && !value.startsWith('-') && /[1-9]/.test(value);
