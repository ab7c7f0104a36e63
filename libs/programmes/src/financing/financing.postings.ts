import { dimensionsOf, move, PostingRules, type Dimensions, type Postings } from '@tramo/journal';
import { Money } from '@tramo/kernel';
import { financingEvents, type FinancingData } from './financing.events';

interface Cell {
  readonly programme: string;
  readonly financing: string;
  readonly share: string;
  readonly category: string | null;
}

const place = ({ programme, financing, share, category }: Cell, more: Partial<Dimensions> = {}): Dimensions =>
  dimensionsOf({ entity: share, programme, financing, category, ...more });

/** The lender's cascade, in the lender's currency: allocated, free, reserved, eligible, documented. */
export const financingPostings = PostingRules.for(financingEvents, {
  FinancingAgreementSigned: null,
  FinancingShared: null,
  CategoryDefined: null,
  CategoryAllocated: (data: FinancingData<'CategoryAllocated'>) =>
    move({ debit: '971', credit: '970.1', amount: Money.parse(data.amount), dimensions: place(data) }),
  CategoryReallocated: (data: FinancingData<'CategoryReallocated'>): Postings => {
    const amount = Money.parse(data.amount);
    const from = place({ ...data, category: data.from });
    const to = place({ ...data, category: data.to });
    return [
      ...move({ debit: '970.2', credit: '971', amount, dimensions: from }),
      ...move({ debit: '971', credit: '970.2', amount, dimensions: to }),
    ];
  },
  CategoryPlanned: (data: FinancingData<'CategoryPlanned'>) =>
    move({
      debit: '975',
      credit: '976',
      amount: Money.parse(data.change),
      dimensions: place(data, { budgetYear: data.year }),
    }),
  PriorExecutionRecorded: (data: FinancingData<'PriorExecutionRecorded'>) =>
    move({ debit: '974', credit: '971', amount: Money.parse(data.amount), dimensions: place(data) }),
  CategoryReserved: (data: FinancingData<'CategoryReserved'>) =>
    move({
      debit: '972',
      credit: '971',
      amount: Money.parse(data.amount),
      dimensions: place(data, { agreement: data.agreement }),
    }),
  CategoryReservationReleased: (data: FinancingData<'CategoryReservationReleased'>) =>
    move({
      debit: '971',
      credit: '972',
      amount: Money.parse(data.amount),
      dimensions: place(data, { agreement: data.agreement }),
    }),
});
