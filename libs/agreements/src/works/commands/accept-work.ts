import { freesCategory } from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, type Money, Rejection } from '@tramo/kernel';
import { holdsCash, paysCash } from '@tramo/treasury';
import { amountOf } from '../../ground';
import { dutyFacts, payerFact, streamOf, type AskedMoney, type AskedOfWork } from '../asking';
import { cashHeld, cashPaid, categoryFreed } from '../elsewhere';
import { dutiesMet, signedGround, standing, type SignedGround } from '../ground';
import { payerBroken, paymentOf } from '../payer';
import type { Acceptance } from '../shapes';
import { HUNDRED, millionths, noneOf, shareNext, sharedJson, totalOf, type Shared } from '../shared';
import { acceptedAlready, releaseExceedsRetention, workUnsettled } from '../sheet-refusals';
import { work } from '../work';
import { heldOf, unamortised, type WorkState } from '../work.state';

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
  facts: { ...dutyFacts<Body>('paid'), payer: payerFact<Body>() },
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
    const { refused, found } = dutiesMet('paid', state, 'acceptance', context);
    const data = {
      ...ground.posting,
      kind,
      reference,
      released: sharedJson(released),
      payer,
      payment: paymentOf(body.work, state.payments),
      reservedLeft: kind === 'final' ? reservedLeft(ground) : null,
    };
    return accept(
      [{ type: 'WorkAccepted', data }],
      [
        ...ground.broken,
        ...standing(state),
        ...unsettled(state, ground),
        ...payerBroken({ payer, answer: context.facts.payer, place, letter: ground.letter }),
        ...refused,
      ],
      found,
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
  if (kind === 'final') return held;
  const { municipal } = shareNext(money.released, amount, contract);
  const part = atMost(municipal, held.municipal);
  const lender = atMost(amount.minus(part), held.lender);
  return { municipal: amount.minus(lender), lender };
}

const atMost = (amount: Money, most: Money): Money => (amount.isGreaterThan(most) ? most : amount);

function reservedLeft({ contract, money }: SignedGround) {
  const { reserved } = contract;
  if (!reserved) return null;
  const left = money.eligible ? reserved.amount.minus(money.eligible) : reserved.amount;
  return left.isPositive() ? left.toJSON() : null;
}

/** All that was built is measured and paid, and the contractor owes nothing of the advance. */
function* unsettledBy({ sheets }: WorkState, { money, letter }: SignedGround): Iterable<Rejection> {
  const { work: id } = letter;
  for (const { sheet, state, gross } of sheets.values()) {
    if (state === 'paid') continue;
    const cure = `pay sheet ${sheet}, or return it and have it presented anew`;
    yield workUnsettled(id, { what: 'sheet', of: String(sheet), amount: gross, cure });
  }
  const owed = totalOf(unamortised(money));
  if (owed.isPositive()) {
    yield workUnsettled(id, {
      what: 'advance',
      of: 'amortisation',
      amount: owed,
      cure: `have a sheet amortise ${owed.toString()}`,
    });
  }
  const progress = sheets.get(sheets.size)?.progress ?? '0';
  if (millionths(progress) < HUNDRED) {
    const cure = 'have a sheet measure the work at 100 percent, or terminate it';
    yield workUnsettled(id, { what: 'progress', of: `${progress} %`, amount: null, cure });
  }
}

const unsettled = (state: WorkState, ground: SignedGround): readonly Rejection[] => [
  ...unsettledBy(state, ground),
];
