import { freesCategory } from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { holdsCash, paysCash } from '@tramo/treasury';
import { amountOf } from '../../ground';
import { dutyFacts, payerFact, streamOf, type AskedMoney, type AskedOfWork } from '../asking';
import { collectedFor } from '../collection';
import { cashHeld, cashPaid, categoryFreed } from '../elsewhere';
import { dutiesMet, signedGround, standing, type SignedGround } from '../ground';
import { inOrder } from '../in-order';
import { payerBroken, paymentOf } from '../payer';
import { leftOfCategory } from '../category-needed';
import { promiseLessened } from '../municipal-money';
import { releaseOf } from '../retention';
import type { Acceptance } from '../shapes';
import { noneOf, sharedJson, totalOf, type Shared } from '../shared';
import { acceptedAlready, releaseExceedsRetention } from '../sheet-refusals';
import { unsettled } from '../unsettled';
import { work } from '../work';
import type { WorkEvent } from '../work.events';
import { heldOf, type WorkState } from '../work.state';

type Body = AskedOfWork & {
  readonly kind: Acceptance;
  /** As people cite the act. */
  readonly reference: string;
  /** Of what was retained, what is paid with a provisional acceptance: nothing when absent. A final one pays it all. */
  readonly release?: AskedMoney | null;
  readonly payer?: string | null;
};

/** The municipality takes the work over, first but for its defects and then for good: what was retained is paid. */
export class AcceptWork extends CommandOfPerson<Body> {}

export const AcceptWorkHandler = decides(AcceptWork, {
  decider: work,
  stream: streamOf,
  triesFirst: true,
  facts: { ...dutyFacts<Body>('accepted-work', 'paid'), payer: payerFact<Body>() },
  reserves: {
    cash: holdsCash(cashHeld),
    payment: paysCash(cashPaid),
  },
  follows: { category: freesCategory(categoryFreed) },
  decide: (state, body, context) => {
    const ground = signedGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { kind, reference } = body;
    if (kind === 'provisional' && state.stage === 'accepted-provisionally') return acceptedAlready(body.work);
    const released = releasedBy(body, ground);
    if (released instanceof Rejection) return released;
    const payer = body.payer ?? null;
    const { place } = ground.contract;
    const accepting = dutiesMet('accepted-work', state, 'whole', context);
    const paying = dutiesMet('paid', state, 'acceptance', context);
    const data = {
      ...ground.posting,
      kind,
      reference,
      released: sharedJson(released),
      payer,
      payment: paymentOf(body.work, state.payments),
      collected: collectedFor(state, released.municipal),
      reservedLeft: kind === 'final' ? leftOfCategory(ground.contract) : null,
    };
    const taken: WorkEvent = { type: 'WorkAccepted', data };
    return accept(
      [taken, ...(kind === 'final' ? promiseLessened(ground) : [])],
      [
        ...ground.broken,
        ...standing(state),
        ...inOrder({ what: 'the acceptance', on: context.effectiveOn }, ...lastSheet(state), {
          what: 'the provisional acceptance',
          on: state.dates.acceptance,
        }),
        ...unsettled(state, ground),
        ...payerBroken({
          payer,
          answer: context.facts.payer,
          place,
          letter: ground.letter,
          lender: released.lender,
        }),
        ...accepting.refused,
        ...paying.refused,
      ],
      [...accepting.found, ...paying.found],
    );
  },
});

function releasedBy({ kind, release }: Body, { contract, money }: SignedGround): Shared | Rejection {
  const held = heldOf(money);
  if (!release) return kind === 'final' ? held : noneOf(contract.amount.currency.code);
  const amount = amountOf(release, { credit: contract.amount }, 'release');
  if (amount instanceof Rejection) return amount;
  const all = totalOf(held);
  if (amount.isGreaterThan(all)) return releaseExceedsRetention(all, amount);
  return kind === 'final' ? held : releaseOf(money, amount, contract);
}

/** When it was measured, and when that was paid. */
function lastSheet({ sheets }: WorkState) {
  const last = sheets.get(sheets.size);
  return [
    { what: 'the last day that is measured', on: last?.measuredUntil },
    { what: 'the last progress sheet', on: last?.on },
  ];
}
