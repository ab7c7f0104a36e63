import fc from 'fast-check';
import type { DecisionContext } from '@tramo/event-log';
import { Money, Rejection, type Decision } from '@tramo/kernel';
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
import { ReturnMunicipalFundsHandler } from './commands/return-municipal-funds';
import { ReturnWorksAdvanceHandler } from './commands/return-works-advance';
import { ReverseMunicipalDepositHandler } from './commands/reverse-municipal-deposit';
import { SignWorkAddendumHandler } from './commands/sign-work-addendum';
import { TerminateWorkHandler } from './commands/stop-work';
import { sharedJson, share, totalOf } from './shared';
import type { WorkEvent } from './work.events';
import { promisedBy, type WorkState } from './work.state';
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

export type Mode = 'live' | 'history';

const KINDS = [
  'deposit',
  'verify',
  'reverse',
  'give back',
  'return advance',
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
  reverse: 1,
  'give back': 2,
  'return advance': 1,
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
export const course = fc.record({
  municipal: fc.integer({ min: 0, max: 99 }),
  advance: fc.integer({ min: 0, max: 60 }),
  retention: fc.integer({ min: 0, max: 40 }),
  /** With much of it addenda have to wait for its release; with little they have not. */
  committed: fc.constantFrom('99999.00', '1.00'),
  /** How many wishes come before the work is terminated, if there are as many. */
  lasts: fc.integer({ min: 0, max: 120 }),
  wishes: fc.array(wish, { minLength: 1, maxLength: 60, size: 'max' }),
});
export type Course = typeof course extends fc.Arbitrary<infer Value> ? Value : never;

const bob = (minor: bigint) => Money.ofMinor(minor, 'BOB').toJSON();

export function begun({ municipal, advance, retention, committed: amount }: Course): readonly WorkEvent[] {
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
      ? promisedBy(contract, money).minus(money.deposited)
      : contract.amount.minus(totalOf(money.gross));
  return kind === 'deposit' || kind === 'present' ? left.toJSON() : bob(minor);
}

export function decide(
  state: WorkState,
  { kind, minor, more, id, isWhole }: Wish,
  mode: Mode,
): Decision<WorkEvent> {
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
    case 'reverse': {
      const body = { ...asked, deposit: `d-${isWhole ? state.deposits.size - 1 : id}`, reason: reference };
      return ReverseMunicipalDepositHandler.spec.decide(state, body, context('dora'));
    }
    case 'give back': {
      const body = { ...asked, amount: isWhole ? null : amount, reference };
      return ReturnMunicipalFundsHandler.spec.decide(state, body, context('tito'));
    }
    case 'return advance': {
      const from = id === 1 ? ('contractor' as const) : ('retention' as const);
      const at = { account: 'fps-op', collection: 'collection-0' };
      const body = { ...asked, from, amount: isWhole ? null : amount, reference, ...at };
      return ReturnWorksAdvanceHandler.spec.decide(state, body, context('tito'));
    }
    case 'request': {
      const body = { ...asked, amount, reason: reference };
      return RequestWorksAdvanceHandler.spec.decide(state, body, context('fina'));
    }
    case 'advance': {
      const body = { ...asked, amount: state.requested?.toJSON() ?? amount, reference, payer: 'fps-op' };
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
        { ...asked, sheet: isWhole ? state.sheets.size : id, reference, payer: 'fps-op' },
        { ...context('tito'), facts: { ...facts, rates: [{ ...officialRate, value: PAID_AT[id - 1]! }] } },
      );
    case 'accept': {
      const release = more === null ? null : bob(more + 1n);
      const body = {
        ...asked,
        kind: id === 1 ? ('final' as const) : ('provisional' as const),
        reference,
        payer: 'fps-op',
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
        { ...asked, amount: part, reference, payer: 'fps-op' },
        context('tito'),
      );
    }
    case 'terminate':
      return TerminateWorkHandler.spec.decide(state, { ...asked, reason: reference }, context('carla'));
  }
}

/** As the end comes between them; what was owed by then is wished for after it too. */
export function* wishesOf({ wishes, lasts }: Course): Iterable<Wish> {
  for (const [index, one] of wishes.entries()) {
    if (index === lasts) yield { ...one, kind: 'terminate' };
    yield one;
  }
}

/** Rates are others when it is paid than when it was signed. */
const PAID_AT = ['6.86', '7.02', '6.55'] as const;

export const written = (decision: Decision<WorkEvent>, mode: Mode): readonly WorkEvent[] =>
  decision instanceof Rejection || (mode === 'live' && decision.broken.length > 0) ? [] : decision.events;
