import type { Money } from '@tramo/kernel';

/** A part of a figure that can be printed by one rule: of one currency and, for constant money, of one year. */
export interface Lot {
  readonly year: string | null;
  readonly money: Money;
}

/**
 * What a cell of a report stands for before it is printed: amounts of several currencies are kept apart, because adding
 * them takes a rate. A figure without lots is absent; a figure of zero has a lot.
 */
export class Figure {
  static readonly absent = new Figure([]);

  private constructor(readonly lots: readonly Lot[]) {}

  static of(lots: Iterable<Lot>): Figure {
    const sums = new Map<string, Lot>();
    for (const lot of lots) {
      const place = `${lot.money.currency.code} ${lot.year ?? ''}`;
      const sum = sums.get(place);
      sums.set(place, sum ? { year: lot.year, money: sum.money.plus(lot.money) } : lot);
    }
    return new Figure([...sums.values()]);
  }

  static sum(figures: Iterable<Figure>): Figure {
    return Figure.of([...figures].flatMap(({ lots }) => lots));
  }

  get isAbsent(): boolean {
    return this.lots.length === 0;
  }
}
