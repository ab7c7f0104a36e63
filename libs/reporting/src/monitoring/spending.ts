import { Money, type CurrencyCode } from '@tramo/kernel';

/** What was executed under one combination of codes in one budget year. */
export interface SpendingCell {
  readonly budgetYear: string | null;
  readonly budgetCode: string | null;
  readonly component: string | null;
  readonly region: string | null;
  readonly scope: string | null;
  readonly executed: Money;
}

/** The scope of what a programme spends on itself, beside its components. */
export const ADMINISTRATIVE = 'administrative';

export const isAdministrative = ({ scope }: SpendingCell): boolean => scope === ADMINISTRATIVE;

export const executedIn = (cells: readonly SpendingCell[], currency: CurrencyCode): Money =>
  Money.sum(
    currency,
    cells.map(({ executed }) => executed),
  );

/** The cells of each code, in the order in which people number things. */
export function partsBy<Part extends SpendingCell>(
  cells: readonly Part[],
  codeOf: (cell: Part) => string | null,
): ReadonlyMap<string | null, readonly Part[]> {
  const parts = new Map<string | null, Part[]>();
  for (const cell of cells) {
    const code = codeOf(cell);
    const part = parts.get(code);
    if (part) part.push(cell);
    else parts.set(code, [cell]);
  }
  return new Map([...parts].sort(([a], [b]) => inOrder(a, b)));
}

const collator = new Intl.Collator('es', { numeric: true });

/** As people number things: B.2 before B.10; what is absent comes last. */
export function inOrder(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return collator.compare(a, b);
}
