import type { RowChange } from '@tramo/event-log';
import { Money, sha256Hex, type MoneyJson } from '@tramo/kernel';
import { lineKey, type Line } from '@tramo/programmes';
import type { LineMeasure } from '../line-state';

export interface OfBudget {
  readonly programme: string;
  readonly budgetYear: string;
}

export const yearKey = ({ programme, budgetYear }: OfBudget) => ({ programme, year: budgetYear });

/** What a line is called in addresses: 96 bits of a hash of its codes. */
export const lineId = (line: Line): string => sha256Hex(lineKey(line)).slice(0, 24);

const SEPARATOR = '\u0001';
const sortOf = ({
  financing,
  category,
  source,
  component,
  budgetCode,
  region,
  scope,
  entity,
}: Line): string =>
  [financing, category, component, source, budgetCode, region, scope, entity]
    .map((code) => code ?? '')
    .join(SEPARATOR);

export const minorOf = (json: MoneyJson): bigint => Money.parse(json).amountMinor;

const COLUMNS = { preCommitted: 'pre_committed' } as const;

/** Adds to some measures of a line and takes from others; the line is made when it is new. */
export function lineRow(
  of: OfBudget,
  line: Line,
  currency: string,
  changes: Readonly<Partial<Record<LineMeasure, bigint>>>,
): RowChange {
  const { budgetCode, ...codes } = line;
  const add: Record<string, bigint> = {};
  for (const [measure, minor] of Object.entries(changes)) {
    add[(COLUMNS as Readonly<Record<string, string>>)[measure] ?? measure] = minor;
  }
  return {
    table: 'budget_line',
    key: { ...yearKey(of), id: lineId(line) },
    set: { ...codes, budget_code: budgetCode, sort: sortOf(line), currency },
    add: add,
  };
}

/** One amount of one line, added to some measures and taken from others. */
export function moved(
  data: OfBudget & { readonly line: Line; readonly amount: MoneyJson },
  signs: Readonly<Partial<Record<LineMeasure, 1n | -1n>>>,
): RowChange {
  const minor = minorOf(data.amount);
  const changes: Partial<Record<LineMeasure, bigint>> = {};
  for (const [measure, sign] of Object.entries(signs)) changes[measure as LineMeasure] = minor * sign;
  return lineRow(data, data.line, data.amount.currency, changes);
}
