import fc from 'fast-check';
import type { DecisionContext } from '@tramo/event-log';
import { assertBalanced, type Posting } from '@tramo/journal';
import { fold, Money, Rejection, type Decision } from '@tramo/kernel';
import { AcceptWorkHandler } from './commands/accept-work';
import { BounceWorkPaymentHandler } from './commands/bounce-work-payment';
import { ApproveProgressSheetHandler, ReturnProgressSheetHandler } from './commands/decide-progress-sheet';
import {
  DepositMunicipalShareHandler,
  VerifyMunicipalDepositHandler,
} from './commands/deposit-municipal-share';
import { PayProgressSheetHandler } from './commands/pay-progress-sheet';
import { PayWorksAdvanceHandler } from './commands/pay-works-advance';
import { PresentProgressSheetHandler } from './commands/present-progress-sheet';
import { ReleaseRetentionHandler } from './commands/release-retention';
import { ReleaseWorkYearHandler } from './commands/release-work-year';
import { RequestWorksAdvanceHandler } from './commands/request-works-advance';
import { SignWorkAddendumHandler } from './commands/sign-work-addendum';
import { TerminateWorkHandler } from './commands/stop-work';
import * as elsewhere from './elsewhere';
import { sharedJson, share, totalOf } from './shared';
import { work } from './work';
import type { WorkEvent } from './work.events';
import { workPostings } from './work.postings';
import { heldOf, unamortised, type WorkState } from './work.state';
import {
  asked,
  committed,
  designed,
  evidence,
  facts,
  intended,
  officialRate,
  signed,
  today,
} from './works.testing';

const SEED = Number(process.env['TRAMO_TEST_SEED'] ?? Date.now() % 1_000_000);
type Mode = 'live' | 'history';

const KINDS = [
  'deposit',
  'verify',
  'request',
  'advance',
  'present',
  'return',
  'approve',
  'pay',
  'bounce',
  'addendum',
  'release',
  'accept',
  'retention',
  'terminate',
] as const;
type Kind = (typeof KINDS)[number];
/** How often each is wished for: what ends a life, or takes money back, seldom. */
const weights: Readonly<Record<Kind, number>> = {
  deposit: 3,
  verify: 3,
  request: 3,
  advance: 3,
  present: 6,
  return: 1,
  approve: 6,
  pay: 6,
  bounce: 2,
  addendum: 2,
  release: 1,
  accept: 3,
  retention: 1,
  terminate: 0,
};
const wish = fc.record({
  kind: fc.oneof(...KINDS.map((kind) => ({ arbitrary: fc.constant(kind), weight: weights[kind] }))),
  minor: fc.bigInt({ min: 1n, max: 6_000_000n }),
  more: fc.option(fc.bigInt({ min: 0n, max: 2_000_000n })),
  id: fc.integer({ min: 1, max: 3 }),
  /** Whether it is for all that is left, and about the last sheet: else few lives would come to their end. */
  isWhole: fc.boolean(),
});
type Wish = typeof wish extends fc.Arbitrary<infer Value> ? Value : never;
/** Everything that a life needs stands in it in order; what is wished for besides is mostly refused. */
const course = fc.record({
  municipal: fc.integer({ min: 0, max: 99 }),
  advance: fc.integer({ min: 0, max: 60 }),
  retention: fc.integer({ min: 0, max: 40 }),
  /** With much of it addenda have to wait for its release; with little they have not. */
  committed: fc.constantFrom('99999.00', '1.00'),
  /** How many wishes come before the work is terminated, if there are as many. */
  lasts: fc.integer({ min: 0, max: 120 }),
  wishes: fc.array(wish, { minLength: 1, maxLength: 60, size: 'max' }),
});
type Course = typeof course extends fc.Arbitrary<infer Value> ? Value : never;

const bob = (minor: bigint) => Money.ofMinor(minor, 'BOB').toJSON();

function begun({ municipal, advance, retention, committed: amount }: Course): readonly WorkEvent[] {
  if (signed.type !== 'WorkAgreementSigned') return [];
  const shares = { municipalPercentage: `${municipal}`, lenderPercentage: `${100 - municipal}` };
  const shared = sharedJson(share(Money.parse(signed.data.amount), shares));
  const terms = { advancePercentage: `${advance}`, retentionPercentage: `${retention}` };
  const data = { ...signed.data, ...shares, ...terms, shared };
  return [intended, designed, { type: 'WorkAgreementSigned', data }, committed(amount)];
}

/** What is left of the municipality's share, or of the contract. */
function leftFor(kind: Wish['kind'], { money, contract }: WorkState, minor: bigint) {
  if (!money || !contract) return bob(minor);
  const left =
    kind === 'deposit'
      ? contract.shared.municipal.minus(money.deposited)
      : contract.amount.minus(totalOf(money.gross));
  return kind === 'deposit' || kind === 'present' ? left.toJSON() : bob(minor);
}

function decide(state: WorkState, { kind, minor, more, id, isWhole }: Wish, mode: Mode): Decision<WorkEvent> {
  const context = (actor: string) =>
    ({
      actor,
      roles: [],
      mode,
      effectiveOn: today,
      actedOn: today,
      now: '2022-03-31T12:00:00.000Z',
      stream: 'work-canal-1',
      facts,
    }) as const satisfies DecisionContext<typeof facts>;
  const amount = isWhole ? leftFor(kind, state, minor) : bob(minor);
  const reference = 'a reference';
  switch (kind) {
    case 'deposit': {
      const account = `collection-${id % 2}`;
      const body = {
        ...asked,
        deposit: `d-${state.deposits.size}`,
        amount,
        depositedOn: today,
        reference,
        account,
      };
      return DepositMunicipalShareHandler.spec.decide(state, body, context('olga'));
    }
    case 'verify': {
      const body = { ...asked, deposit: `d-${isWhole ? state.deposits.size - 1 : id}`, shownBy: 'a line' };
      return VerifyMunicipalDepositHandler.spec.decide(state, body, context('dora'));
    }
    case 'request': {
      const body = { ...asked, amount, reason: reference };
      return RequestWorksAdvanceHandler.spec.decide(state, body, context('fina'));
    }
    case 'advance': {
      const body = { ...asked, amount: state.requested?.toJSON() ?? amount, reference };
      return PayWorksAdvanceHandler.spec.decide(state, body, context('tito'));
    }
    case 'present': {
      const sheet =
        [...state.sheets.values()].at(-1)?.state === 'returned' ? state.sheets.size : state.sheets.size + 1;
      const amortisation = more === null ? null : bob(more);
      const progress = isWhole ? '100' : '10';
      const body = { ...asked, sheet, progress, gross: amount, amortisation, measuredUntil: today, evidence };
      return PresentProgressSheetHandler.spec.decide(state, body, context('super'));
    }
    case 'return':
      return ReturnProgressSheetHandler.spec.decide(
        state,
        { ...asked, sheet: state.sheets.size, reason: 'x' },
        context('vera'),
      );
    case 'approve':
      return ApproveProgressSheetHandler.spec.decide(
        state,
        { ...asked, sheet: state.sheets.size },
        context('vera'),
      );
    case 'pay':
      return PayProgressSheetHandler.spec.decide(
        state,
        { ...asked, sheet: isWhole ? state.sheets.size : id, reference },
        { ...context('tito'), facts: { ...facts, rates: [{ ...officialRate, value: PAID_AT[id - 1]! }] } },
      );
    case 'accept': {
      const release = more === null ? null : bob(more + 1n);
      const body = {
        ...asked,
        kind: id === 1 ? ('final' as const) : ('provisional' as const),
        reference,
        release,
      };
      return AcceptWorkHandler.spec.decide(state, body, context('tito'));
    }
    case 'bounce': {
      const payment = isWhole ? `canal-1-payment-${state.payments.size}` : `canal-1-payment-${id}`;
      return BounceWorkPaymentHandler.spec.decide(
        state,
        { ...asked, payment, reason: reference },
        context('tito'),
      );
    }
    case 'addendum': {
      const addendum = `A-${state.contract?.addenda.length}`;
      const total = isWhole ? bob(10_000_000n + minor) : bob(10_000_000n - minor);
      const body = { ...asked, addendum, reference, reason: reference, amount: total };
      return SignWorkAddendumHandler.spec.decide(state, body, context('fina'));
    }
    case 'release': {
      const part = isWhole ? null : amount;
      const body = { ...asked, budgetYear: '2022', amount: part, reason: reference };
      return ReleaseWorkYearHandler.spec.decide(state, body, context('fina'));
    }
    case 'retention': {
      const part = isWhole ? null : amount;
      return ReleaseRetentionHandler.spec.decide(
        state,
        { ...asked, amount: part, reference, payer: null },
        context('tito'),
      );
    }
    case 'terminate':
      return TerminateWorkHandler.spec.decide(state, { ...asked, reason: reference }, context('carla'));
  }
}

/** As the end comes between them; what was owed by then is wished for after it too. */
function* wishesOf({ wishes, lasts }: Course): Iterable<Wish> {
  for (const [index, one] of wishes.entries()) {
    if (index === lasts) yield { ...one, kind: 'terminate' };
    yield one;
  }
}

/** Rates are others when it is paid than when it was signed. */
const PAID_AT = ['6.86', '7.02', '6.55'] as const;

const written = (decision: Decision<WorkEvent>, mode: Mode): readonly WorkEvent[] =>
  decision instanceof Rejection || (mode === 'live' && decision.broken.length > 0) ? [] : decision.events;

/** What stands on each account of the fund, by whose money it is. */
class Balances {
  private readonly balances = new Map<string, bigint>();

  post(postings: readonly Posting[]): void {
    for (const { account, amount, dimensions } of postings) {
      const key = `${account} ${dimensions.party ?? 'lender'}`;
      this.balances.set(key, (this.balances.get(key) ?? 0n) + amount.amountMinor);
    }
  }

  of(account: string, whose: string): bigint {
    return this.balances.get(`${account} ${whose}`) ?? 0n;
  }
}

/** The lender's category and the collection accounts, as they are told what a work does. */
class Elsewhere {
  reserved = 0n;
  eligible = 0n;
  readonly accounts = new Map<string, bigint>();
  private readonly paid = new Map<string, bigint>();

  told(event: WorkEvent, state: WorkState): void {
    const events = [event];
    for (const { amount } of elsewhere.categoryReserved(null, state, events))
      this.reserved += minorOf(amount);
    for (const { amount, from } of elsewhere.categoryMoved(null, state, events)) {
      const minor = minorOf(amount);
      if (from === 'eligible') this.reserved += minor;
      // What rates have made it lack is taken from what is free.
      else this.reserved = this.reserved > minor ? this.reserved - minor : 0n;
      this.eligible += from === 'eligible' ? -minor : minor;
    }
    for (const { amount } of elsewhere.categoryFreed(null, state, events)) this.reserved -= minorOf(amount);
    for (const { account, amount } of elsewhere.depositArrived(null, state, events)) {
      this.move(account, minorOf(amount));
    }
    for (const { account, payment, amount } of elsewhere.cashHeld(null, state, events)) {
      this.paid.set(`${account} ${payment}`, minorOf(amount));
      this.move(account, -minorOf(amount));
    }
    for (const { account, payment } of elsewhere.cashReturned(null, state, events)) {
      this.move(account, this.paid.get(`${account} ${payment}`)!);
    }
  }

  private move(account: string, minor: bigint): void {
    this.accounts.set(account, (this.accounts.get(account) ?? 0n) + minor);
  }
}

const minorOf = (json: { readonly amount: string; readonly currency: string }): bigint =>
  Money.asked(json).amountMinor;

function livedThrough(
  lived: Course,
  mode: Mode,
  seen: (event: WorkEvent, state: WorkState, books: Balances, others: Elsewhere) => void,
) {
  const books = new Balances();
  const others = new Elsewhere();
  let state = work.initial;
  const take = (event: WorkEvent): void => {
    others.told(event, state);
    state = fold(work, [event], state);
    const postings = workPostings.postingsOf({ ...event, metadata: { effectiveOn: today } });
    assertBalanced(postings, event.type);
    books.post(postings);
    seen(event, state, books, others);
  };
  for (const event of begun(lived)) take(event);
  for (const one of wishesOf(lived)) for (const event of written(decide(state, one, mode), mode)) take(event);
  return state;
}

const PARTIES = ['lender', 'gam-betanzos'] as const;

test.each<Mode>(['live', 'history'])(
  'of each party, neither the advance nor what is retained or owed is ever below zero: %s',
  (mode) => {
    fc.assert(
      fc.property(course, (lived) => {
        livedThrough(lived, mode, (_event, { money }, books) => {
          for (const whose of PARTIES) {
            expect(books.of('1220', whose)).toBeGreaterThanOrEqual(0n);
            expect(-books.of('2200', whose)).toBeGreaterThanOrEqual(0n);
            expect(-books.of('2150', whose)).toBeGreaterThanOrEqual(0n);
            expect(-books.of('2160', whose)).toBeGreaterThanOrEqual(0n);
          }
          if (!money) return;
          expect(totalOf(unamortised(money)).amountMinor).toBe(
            PARTIES.reduce((sum, whose) => sum + books.of('1220', whose), 0n),
          );
          expect(-totalOf(heldOf(money)).amountMinor).toBe(
            PARTIES.reduce((sum, whose) => sum + books.of('2200', whose), 0n),
          );
        });
      }),
      { seed: SEED },
    );
  },
);

test("live, the municipality's money is never spent before it is there, nor more measured than was agreed", () => {
  fc.assert(
    fc.property(course, (lived) => {
      livedThrough(lived, 'live', (_event, { money, contract }, books) => {
        const whose = 'gam-betanzos';
        for (const account of ['1130', '982', '983', '984', '981']) {
          expect([account, books.of(account, whose) >= 0n]).toEqual([account, true]);
        }
        expect(-books.of('2300', whose)).toBeGreaterThanOrEqual(0n);
        if (!money || !contract) return;
        expect(totalOf(money.gross).isGreaterThan(contract.amount)).toBe(false);
      });
    }),
    { seed: SEED },
  );
});

test.each<Mode>(['live', 'history'])(
  "what a work holds of the lender's category is what the category holds for it, and nothing once it has ended: %s",
  (mode) => {
    fc.assert(
      fc.property(course, (lived) => {
        livedThrough(lived, mode, (_event, { contract, stage, sheets }, _books, others) => {
          const left = contract?.reserved?.left.amountMinor ?? 0n;
          expect(others.reserved).toBe(left);
          expect(others.eligible).toBeGreaterThanOrEqual(0n);
          const owed = [...sheets.values()].some(({ state }) => state === 'approved');
          // History may sign an addendum of what has ended.
          if (mode === 'live' && (stage === 'terminated' || stage === 'accepted') && !owed)
            expect(left).toBe(0n);
        });
      }),
      { seed: SEED, numRuns: 300 },
    );
  },
);

test("live, the treasury holds of the municipality's what the books show, and no more is paid than was agreed", () => {
  fc.assert(
    fc.property(course, (lived) => {
      livedThrough(lived, 'live', (_event, { payments, contract }, books, { accounts }) => {
        const held = [...accounts.values()].reduce((sum, minor) => sum + minor, 0n);
        expect(held).toBe(books.of('1130', 'gam-betanzos'));
        for (const minor of accounts.values()) expect(minor).toBeGreaterThanOrEqual(0n);
        const paid = [...payments.values()]
          .filter(({ bounced }) => !bounced)
          .reduce((sum, { shared }) => sum + totalOf(shared).amountMinor, 0n);
        expect(paid).toBe(-books.of('1120', 'lender') + paidByMunicipality(payments));
        if (contract) expect(paid).toBeLessThanOrEqual(contract.amount.amountMinor);
      });
    }),
    { seed: SEED, numRuns: 300 },
  );
});

const paidByMunicipality = (payments: WorkState['payments']): bigint =>
  [...payments.values()]
    .filter(({ bounced }) => !bounced)
    .reduce((sum, { shared }) => sum + shared.municipal.amountMinor, 0n);

/** One seed for ever: what is generated says something about every step, and not by luck. */
test.each<Mode>(['live', 'history'])('of the lives that are generated, every step is in some: %s', (mode) => {
  const types = new Set<string>();
  fc.assert(
    fc.property(course, (lived) => void livedThrough(lived, mode, ({ type }) => types.add(type))),
    { seed: 1, numRuns: 400 },
  );
  expect([...types].sort()).toEqual(
    [
      'FinalDesignApproved',
      'LetterOfIntentSigned',
      'MunicipalDepositVerified',
      'MunicipalShareDeposited',
      'ProgressSheetApproved',
      'ProgressSheetPaid',
      'ProgressSheetPresented',
      'ProgressSheetReturned',
      'RetentionReleased',
      'WorkAccepted',
      'WorkAddendumSigned',
      'WorkPaymentBounced',
      'WorkTerminated',
      'WorkYearReleased',
      'WorksAdvanceRequested',
      'WorkAgreementSigned',
      'WorkYearCommitted',
      'WorksAdvancePaid',
    ].sort(),
  );
});
