import { journalProjection, move, dimensionsOf, PostingRules } from '@tramo/journal';
import { Money, yearOf } from '@tramo/kernel';
import type { Projection } from '@tramo/event-log';
import { projections as others, TransferSent, type Transfer } from '../room';

export { catalogue } from '../room';

const definitions = [TransferSent] as const;

/**
 * What a transfer does to the books: three postings on average, in about two thousand cells over five years, however
 * many transfers there are.
 */
export const rules = PostingRules.for<typeof definitions>(definitions, {
  BenchTransferSent: (data, effectiveOn) => {
    const { amount: money, tranche, component, category, region } = data as unknown as Transfer;
    const amount = Money.parse(money);
    const dimensions = dimensionsOf({
      entity: 'U',
      programme: 'bench',
      source: 'lender',
      component,
      category,
      region,
      budgetYear: String(yearOf(effectiveOn)),
      scope: tranche <= 2 ? 'subproject' : 'administrative',
    });
    if (tranche % 2 === 1) return move({ debit: '940', credit: '930', amount, dimensions });
    return [
      ...move({ debit: '1210', credit: '2150', amount, dimensions }),
      ...move({ debit: '950', credit: '940', amount, dimensions }),
    ];
  },
});

export const journal = journalProjection(rules);

export const projections: readonly Projection[] = [...others, journal];
