import {
  dimensionsOf,
  move,
  PostingRules,
  type AccountCode,
  type Dimensions,
  type Postings,
} from '@tramo/journal';
import { Money, type MoneyJson } from '@tramo/kernel';
import type { SheetPart, SheetParts, WorkPlace } from './shapes';
import { workEvents, type WorkData } from './work.events';

interface Placed {
  readonly programme: string;
  readonly work: string;
  readonly place: WorkPlace;
}

/** Of the lender's part, on the line it is budgeted on; what outlives a year is of none. */
const lenders = ({ programme, work, place }: Placed, budgetYear: string | null = null): Dimensions =>
  dimensionsOf({ ...place.line, entity: place.entity, programme, budgetYear, agreement: work });

/** Of the municipality's part, which no lender pays. */
const municipal = (placed: Placed, budgetYear: string | null = null): Dimensions => ({
  ...lenders(placed, budgetYear),
  source: null,
  financing: null,
  category: null,
  party: placed.place.municipality,
});

const between = (
  debit: AccountCode,
  credit: AccountCode,
  json: MoneyJson,
  dimensions: Dimensions,
): Postings => {
  const amount = Money.parse(json);
  return amount.isZero() ? [] : move({ debit, credit, amount, dimensions });
};

/** What each event of a municipal work does to the books of the fund. */
export const workPostings = PostingRules.for<typeof workEvents>(workEvents, {
  LetterOfIntentSigned: null,
  FinalDesignApproved: null,
  WorkAgreementSigned: (data) => between('981', '980', data.shared.municipal, municipal(data)),
  WorkYearCommitted: null,
  WorkYearReleased: null,
  WorkAddendumSigned: (data) => [
    ...between('981', '980', data.promise, municipal(data)),
    ...between('981', '980', data.beyondPromise, municipal(data)),
  ],
  MunicipalShareDeposited: (data) => [
    ...between('981', '980', data.beyondPromise, municipal(data)),
    ...between('1130', '2300', data.amount, municipal(data)),
    ...between('982', '981', data.amount, municipal(data)),
  ],
  MunicipalDepositVerified: (data) => between('983', '982', data.amount, municipal(data)),
  MunicipalDepositReversed: (data) => [
    ...(data.wasVerified ? between('982', '983', data.amount, municipal(data)) : []),
    ...between('981', '982', data.amount, municipal(data)),
    ...between('980', '981', data.beyondPromise, municipal(data)),
    ...between('2300', '1130', data.amount, municipal(data)),
  ],
  MunicipalPromiseLessened: (data) => between('980', '981', data.amount, municipal(data)),
  MunicipalFundsReturned: (data) => [
    ...between('2300', '1130', data.amount, municipal(data)),
    ...between('980', '983', data.amount, municipal(data)),
  ],
  WorksAdvanceReturned: (data) => advanceReturned(data),
  WorksAdvanceRequested: null,
  WorksAdvancePaid: (data) => [
    ...between('1220', '1130', data.shared.municipal, municipal(data)),
    ...between('1220', '1120', data.shared.lender, lenders(data)),
  ],
  ProgressSheetPresented: null,
  ProgressSheetReturned: null,
  ProgressSheetApproved: (data) => [
    ...measured(data.parts.municipal, municipal(data, data.budgetYear), municipal(data)),
    ...measured(data.parts.lender, lenders(data, data.budgetYear), lenders(data)),
  ],
  ProgressSheetPaid: (data) => paid(data, data.parts),
  WorkAccepted: (data) => released(data, data.released),
  RetentionReleased: (data) => released(data, data.released),
  WorkPaymentBounced: (data) => bounced(data),
  WorkSuspended: null,
  WorkResumed: null,
  WorkTerminated: null,
});

/** The works are of the year they were measured in; the advance and what is retained go on beyond it. */
const measured = (
  { amortisation, retention, payable }: SheetPart,
  ofYear: Dimensions,
  beyond: Dimensions,
): Postings => [
  ...across(['5300', ofYear], ['1220', beyond], amortisation),
  ...across(['5300', ofYear], ['2200', beyond], retention),
  ...between('5300', '2150', payable, ofYear),
];

type Side = readonly [AccountCode, Dimensions];

const across = ([debit, here]: Side, [credit, there]: Side, json: MoneyJson): Postings => {
  const amount = Money.parse(json);
  if (amount.isZero()) return [];
  return [
    { account: debit, amount, dimensions: here },
    { account: credit, amount: amount.negate(), dimensions: there },
  ];
};

/** What came back is owed as a returned payment, until it is paid again. */
function paid(data: WorkData<'ProgressSheetPaid'>, parts: SheetParts): Postings {
  const ofYear = municipal(data, data.budgetYear);
  return [
    ...(data.again ? between('2160', '2150', parts.municipal.payable, ofYear) : []),
    ...(data.again ? between('2160', '2150', parts.lender.payable, lenders(data, data.budgetYear)) : []),
    ...across(['2150', ofYear], ['1130', municipal(data)], parts.municipal.payable),
    ...across(['2150', lenders(data, data.budgetYear)], ['1120', lenders(data)], parts.lender.payable),
    ...across(['2300', municipal(data)], ['4300', ofYear], parts.municipal.gross),
    ...between('984', '983', parts.municipal.gross, municipal(data)),
  ];
}

/** Into the accounts that it was paid from; or the contractor is owed so much less of what was retained. */
function advanceReturned({ from, shared, ...data }: WorkData<'WorksAdvanceReturned'>): Postings {
  const isKept = from === 'retention';
  return [
    ...between(isKept ? '2200' : '1130', '1220', shared.municipal, municipal(data)),
    ...between(isKept ? '2200' : '1120', '1220', shared.lender, lenders(data)),
  ];
}

type OfShared = WorkData<'WorkAccepted'>['released'];

const released = (data: Placed, shared: OfShared): Postings => [
  ...between('2200', '1130', shared.municipal, municipal(data)),
  ...between('2200', '1120', shared.lender, lenders(data)),
];

/** The contractor has no advance then, or what was retained is held again; a sheet is owed as a returned payment. */
function bounced(data: WorkData<'WorkPaymentBounced'>): Postings {
  const { of, shared, paid: sheet } = data;
  if (of === 'municipality') {
    return [
      ...between('1130', '2300', shared.municipal, municipal(data)),
      ...between('983', '980', shared.municipal, municipal(data)),
    ];
  }
  const owed = of === 'advance' ? '1220' : '2200';
  if (!sheet) {
    return [
      ...between('1130', owed, shared.municipal, municipal(data)),
      ...between('1120', owed, shared.lender, lenders(data)),
    ];
  }
  const { budgetYear, parts } = sheet;
  const ofYear = municipal(data, budgetYear);
  return [
    ...across(['1130', municipal(data)], ['2160', ofYear], shared.municipal),
    ...across(['1120', lenders(data)], ['2160', lenders(data, budgetYear)], shared.lender),
    ...across(['4300', ofYear], ['2300', municipal(data)], parts.municipal.gross),
    ...between('983', '984', parts.municipal.gross, municipal(data)),
  ];
}
