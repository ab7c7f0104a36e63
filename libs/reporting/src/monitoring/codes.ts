import { Money, type CurrencyCode } from '@tramo/kernel';
import type { CodeTree } from '../execution/code-tree';
import type { Flag } from './flag';
import type { KnownFigure, KnownFigures } from './known-figures';
import { precisely } from './quotient';
import { executedIn, partsBy, type SpendingCell } from './spending';

export interface CodeRow {
  readonly code: string | null;
  readonly executed: Money;
}

export const codeRows = (
  cells: readonly SpendingCell[],
  currency: CurrencyCode,
  codeOf: (cell: SpendingCell) => string | null,
): readonly CodeRow[] =>
  [...partsBy(cells, codeOf)].map(([code, part]) => ({ code, executed: executedIn(part, currency) }));

/** Each code by its ancestor at a level of the scheme. */
export function atLevel(tree: CodeTree, level: string): (cell: SpendingCell) => string | null {
  const relabel = tree.atLevel(level);
  return ({ budgetCode }) => (budgetCode === null ? null : (relabel[budgetCode] ?? null));
}

interface Declaring {
  readonly rows: readonly CodeRow[];
  readonly tree: CodeTree;
  readonly budgetYear: string;
  readonly displayUnit: number;
  readonly figures: KnownFigures;
}

/** What documents declare as spent under a code, held against the books: the same money may be printed under two. */
export function spendingFlags({ rows, tree, budgetYear, displayUnit, figures }: Declaring): readonly Flag[] {
  return figures
    .of('spending', true)
    .filter(({ year, budgetCode }) => year === budgetYear && budgetCode !== null)
    .flatMap((declared) => {
      const under = new Set<string | null>(tree.under(declared.budgetCode!));
      const booked = rows.filter(({ code }) => under.has(code));
      const isSame = (executed: Money): boolean =>
        inUnit(executed, displayUnit) === precisely([declared.value], ['1']);
      const [first] = booked;
      const total =
        first &&
        Money.sum(
          first.executed.currency.code,
          booked.map(({ executed }) => executed),
        );
      if (total && isSame(total)) return [];
      const elsewhere = total ? undefined : rows.find(({ executed }) => isSame(executed));
      return [elsewhere ? underAnother(declared, elsewhere) : declaredOtherwise(declared, total)];
    });
}

const inUnit = ({ amount }: Money, displayUnit: number): string | null =>
  precisely([amount], [String(displayUnit)]);

const underAnother = ({ value, budgetCode }: KnownFigure, { code, executed }: CodeRow): Flag => ({
  flag: 'spending-under-another-code',
  about: budgetCode,
  message: `${value} is declared under ${budgetCode}, and the books have it under ${code}`,
  values: { declared: value, under: budgetCode ?? '', booked: executed.toString(), bookedUnder: code ?? '' },
});

const declaredOtherwise = ({ value, budgetCode }: KnownFigure, booked: Money | undefined): Flag => ({
  flag: 'spending-declared-otherwise',
  about: budgetCode,
  message: `${value} is declared under ${budgetCode}, and the books have ${booked?.toString() ?? 'nothing'} there`,
  values: { declared: value, under: budgetCode ?? '', booked: booked?.toString() ?? '' },
});
