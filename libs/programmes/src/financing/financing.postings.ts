import {
  dimensionsOf,
  move,
  PostingRules,
  type AccountCode,
  type Dimensions,
  type Postings,
} from '@tramo/journal';
import { Money } from '@tramo/kernel';
import { financingEvents, type CategoryStation, type FinancingData } from './financing.events';

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
    passed({ ...data, to: 'reserved' }, 'free', Money.parse(data.amount)),
  CategoryMoved: (data: FinancingData<'CategoryMoved'>) => {
    const fromFree = Money.parse(data.fromFree);
    const rest = Money.parse(data.amount).minus(fromFree);
    return [...passed(data, data.from, rest), ...passed(data, 'free', fromFree)];
  },
  CategoryReservationReleased: (data: FinancingData<'CategoryReservationReleased'>) =>
    passed({ ...data, to: 'free' }, 'reserved', Money.parse(data.amount)),
  FinancingSuspended: null,
  FinancingSuspensionLifted: null,
});

const STATIONS = {
  free: '971',
  reserved: '972',
  eligible: '973',
  documented: '974',
} as const satisfies Readonly<Record<CategoryStation, AccountCode>>;

interface Passing extends Cell {
  readonly agreement: string | null;
  readonly to: CategoryStation;
}

/** From one station to another; both sides carry the agreement, so that the books balance by each dimension too. */
const passed = (data: Passing, from: CategoryStation, amount: Money): Postings =>
  amount.isZero()
    ? []
    : move({
        debit: STATIONS[data.to],
        credit: STATIONS[from],
        amount,
        dimensions: place(data, { agreement: data.agreement }),
      });
