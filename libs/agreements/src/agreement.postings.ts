import {
  dimensionsOf,
  move,
  PostingRules,
  type AccountCode,
  type Dimensions,
  type Postings,
} from '@tramo/journal';
import { Money, unreachable, type MoneyJson } from '@tramo/kernel';
import { agreementEvents, type DataOf } from './agreement.events';
import { instalmentsByYear } from './contract/contract.state';
import type { Contribution, Place } from './shapes';

interface Placed {
  readonly programme: string;
  readonly agreement: string;
  readonly place: Place;
}

/** In the books of the unit, the fund or the trust. */
const ours = ({ programme, agreement, place }: Placed): Dimensions =>
  dimensionsOf({ ...place.line, entity: place.entity, programme, budgetYear: place.budgetYear, agreement });

/** In the books of the organisation, which are watched. */
const theirs = ({ programme, agreement, place }: Placed, party: string | null = null): Dimensions => {
  const { financing: _financing, category: _category, ...codes } = place.line;
  return dimensionsOf({
    ...codes,
    entity: place.organisation ?? place.entity,
    programme,
    budgetYear: place.budgetYear,
    agreement,
    party: party ?? place.organisation,
  });
};

/** In the counterpart's cascade: what this party owes to this agreement, in whichever year. */
const partys = (placed: Placed, party: string): Dimensions => ({ ...ours(placed), budgetYear: null, party });

const between = (
  debit: AccountCode,
  credit: AccountCode,
  json: MoneyJson,
  dimensions: Dimensions,
): Postings => {
  const amount = Money.parse(json);
  return amount.isZero() ? [] : move({ debit, credit, amount, dimensions });
};

/**
 * What each event of an agreement does to the books of the unit and of the organisation. What it moves in the budget and at
 * the lender is posted by their own streams.
 */
export const agreementPostings = PostingRules.for<typeof agreementEvents>(agreementEvents, {
  AgreementSigned: (data) => [
    ...[...instalmentsByYear(data.tranches)].flatMap(([budgetYear, amount]) =>
      between('990', '991', amount.toJSON(), ours(placedIn(data, budgetYear))),
    ),
    ...promises(data, data.promised),
  ],
  AddendumSigned: changeOfTerms,
  InstalmentCommitted: (data) => between('991', '990', data.amount, ours(ofLine(data))),
  InstalmentReleased: (data) => between('990', '991', data.amount, ours(ofLine(data))),
  PayeeNamed: null,
  AgreementSuspended: null,
  AgreementResumed: null,
  AgreementTerminated: null,
  AgreementClosed: changeOfTerms,

  CounterpartDeposited: (data) => deposit(data, 'in'),
  CounterpartVerified: (data) => between('983', '982', data.amount, partys(data, data.party)),
  CounterpartReversed: (data) => [
    ...(data.wasVerified ? between('982', '983', data.amount, partys(data, data.party)) : []),
    ...deposit(data, 'out'),
  ],
  ProgressCertified: null,
  CertificateRevoked: null,

  TrancheRequested: null,
  TrancheReviewed: null,
  TrancheReturned: null,
  TrancheRejected: null,
  TrancheSigned: null,
  TrancheApproved: (data) => between('1210', '2150', data.amount, ours(data)),
  TrancheCancelled: (data) =>
    data.wasApproved ? between(data.wasReturned ? '2160' : '2150', '1210', data.amount, ours(data)) : [],
  TrancheReduced: (data) => between(data.wasReturned ? '2160' : '2150', '1210', data.amount, ours(data)),
  TrancheOrdered: (data) => (data.again ? between('2160', '2150', data.amount, ours(data)) : []),
  TrancheSent: (data) => between('2150', '1190', data.amount, ours(data)),
  TrancheConfirmed: (data) => [
    ...between('1190', '1120', data.amount, ours(data)),
    ...between('110', '210', data.amount, theirs(data)),
  ],
  TrancheBounced: (data) =>
    data.wasConfirmed
      ? [
          ...between('1120', '2160', data.amount, ours(data)),
          ...between('210', '110', data.amount, theirs(data)),
        ]
      : between('1190', '2160', data.amount, ours(data)),
  TrancheSetOff: null,
  TrancheClosed: null,
  WaiverProposed: null,
  WaiverGranted: null,
  NoObjectionGiven: null,

  ExpenseReported: null,
  ExpenseObserved: null,
  ExpenseRemedied: null,
  ExpenseAccepted: (data) => expenseBooked(data),
  ExpenseRuledIneligible: (data) =>
    data.wasAccepted
      ? [
          ...between('1310', '5100', data.subsidy, ours(data)),
          ...between('510', '210', data.subsidy, theirs(data)),
          ...data.contributions.flatMap(({ party, amount }) =>
            between('983', '984', amount, partys(data, party)),
          ),
        ]
      : between('1310', '1210', data.subsidy, ours(data)),
  ExpenseWithdrawn: null,
  IneligibleSettled: settled,
  BalanceReturned: (data) => [
    ...between('1120', '1210', data.amount, ours(data)),
    ...between('210', '110', data.amount, theirs(data)),
  ],
  RevolvingPledged: (data) => between('130', '330', data.amount, theirs(data)),
  RevolvingRepaid: (data) => between('110', '130', data.amount, theirs(data)),
  SpendingRecorded: (data) => between('5200', '1120', data.amount, ours(data)),
  CostAllocated: ({ to, from, ...data }) => [
    ...between('965', '966', data.amount, ours({ ...data, place: to })),
    ...(from ? between('966', '965', data.amount, ours({ ...data, place: from.place })) : []),
  ],
});

type Terms = Pick<DataOf<'AgreementSigned'>, 'programme' | 'agreement' | 'entity' | 'line'>;

const placedIn = ({ programme, agreement, entity, line }: Terms, budgetYear: string): Placed => ({
  programme,
  agreement,
  place: { entity, organisation: null, budgetYear, line },
});

const ofLine = (data: DataOf<'InstalmentCommitted' | 'InstalmentReleased'>): Placed =>
  placedIn({ ...data, entity: data.line.entity }, data.budgetYear);

const promises = (terms: Terms, promised: readonly Contribution[]): Postings =>
  promised.flatMap(({ party, amount }) => between('981', '980', amount, partys(placedIn(terms, ''), party)));

/** Amounts may be negative: then it goes the other way. */
function changeOfTerms(data: DataOf<'AddendumSigned' | 'AgreementClosed'>): Postings {
  return [
    ...data.futureYears.flatMap(({ budgetYear, amount }) =>
      between('990', '991', amount, ours(placedIn(data, budgetYear))),
    ),
    ...promises(data, data.promises),
    ...('beyondPromise' in data ? promises(data, data.beyondPromise) : []),
  ];
}

type OfDeposit = DataOf<'CounterpartDeposited' | 'CounterpartReversed'>;

function deposit(data: OfDeposit, way: 'in' | 'out'): Postings {
  const [asset, income] = data.kind === 'cash' ? (['110', '310'] as const) : (['120', '320'] as const);
  const { amount, party, beyondPromise } = data;
  return way === 'in'
    ? [
        ...between('981', '980', beyondPromise, partys(data, party)),
        ...between(asset, income, amount, theirs(data, party)),
        ...between('982', '981', amount, partys(data, party)),
      ]
    : [
        ...between(income, asset, amount, theirs(data, party)),
        ...between('981', '982', amount, partys(data, party)),
        ...between('980', '981', beyondPromise, partys(data, party)),
      ];
}

/** An expense of the organisation: paid from its bank, in kind, or withheld for others. */
function expenseBooked(data: DataOf<'ExpenseAccepted'>): Postings {
  const subsidy = Money.parse(data.subsidy);
  const currency = subsidy.currency.code;
  const withheld = Money.parse(data.withheld);
  const inKind = sumOf(data.contributions, 'in-kind', Money.zero(currency));
  const cash = subsidy.plus(sumOf(data.contributions, 'cash', Money.zero(currency))).minus(withheld);
  const books = theirs(data);
  return [
    ...between('410', '110', cash.toJSON(), books),
    ...between('410', '120', inKind.toJSON(), books),
    ...between('410', '220', withheld.toJSON(), books),
    ...between('210', '510', data.subsidy, books),
    ...between('5100', '1210', data.subsidy, ours(data)),
    ...data.contributions.flatMap(({ party, amount }) => between('984', '983', amount, partys(data, party))),
  ];
}

const sumOf = (contributions: readonly Contribution[], kind: Contribution['kind'], zero: Money): Money =>
  contributions
    .filter((one) => one.kind === kind)
    .reduce((sum, { amount }) => sum.plus(Money.parse(amount)), zero);

function settled(data: DataOf<'IneligibleSettled'>): Postings {
  const { way, amount, wasAccepted } = data;
  switch (way) {
    case 'substituted':
      return between('1210', '1310', amount, ours(data));
    case 'to-account':
      return [
        ...between('1210', '1310', amount, ours(data)),
        // Only what was accepted is an expense in the organisation's books.
        ...(wasAccepted ? between('110', '410', amount, theirs(data)) : []),
      ];
    case 'to-project':
      return [...between('1120', '1310', amount, ours(data)), ...between('210', '110', amount, theirs(data))];
    case 'offset':
      return offset(data);
    case 'written-off':
      return [
        ...between('5100', '1310', amount, ours(data)),
        // The organisation has nobody to answer to for it any more: it keeps the subsidy, and what that was spent on.
        ...between('210', '510', amount, theirs(data)),
        ...(wasAccepted ? [] : between('410', '110', amount, theirs(data))),
      ];
    default:
      return unreachable(way, 'way to make good what was ineligible');
  }
}

/** What is owed for one tranche is paid with what is payable for another, perhaps of another year. */
function offset({ against, amount: json, ...data }: DataOf<'IneligibleSettled'>): Postings {
  const amount = Money.parse(json);
  return [
    { account: '2150', amount, dimensions: ours(against ? { ...data, place: against.place } : data) },
    { account: '1310', amount: amount.negate(), dimensions: ours(data) },
  ];
}
