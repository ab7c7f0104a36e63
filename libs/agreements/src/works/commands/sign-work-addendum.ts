import { freesCategory, reservesCategory } from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection, type LocalDate } from '@tramo/kernel';
import { addendumExists } from '../../contract/addendum-refusals';
import { pastClosing } from '../../contract/lender';
import { amountOf } from '../../ground';
import { addendumBroken, changeOfReserved, promiseChanged } from '../addendum';
import { nothingChanged } from '../addendum-refusals';
import {
  closingMarginFact,
  payingRates,
  reservedLenderFact,
  stepFacts,
  streamOf,
  type AskedMoney,
  type AskedOfWork,
} from '../asking';
import { categoryFreed, categoryReserved } from '../elsewhere';
import { inCourse, signedGround } from '../ground';
import { inOrder } from '../in-order';
import { endsBeforeStart } from '../refusals';
import { share, sharedJson } from '../shared';
import { work } from '../work';
import type { WorkData } from '../work.events';

/** Whatever is left out stays as it was agreed. */
type Body = AskedOfWork & {
  readonly addendum: string;
  /** As people cite it. */
  readonly reference: string;
  readonly reason: string;
  readonly amount?: AskedMoney | null;
  readonly endsOn?: LocalDate | null;
};

/** The fund and the municipality agree on another amount or another end; the shares stay what they were. */
export class SignWorkAddendum extends CommandOfPerson<Body> {}

export const SignWorkAddendumHandler = decides(SignWorkAddendum, {
  decider: work,
  stream: streamOf,
  triesFirst: true,
  facts: {
    ...stepFacts<Body>(),
    lender: reservedLenderFact<Body>(),
    closingMargin: closingMarginFact<Body>(),
    ...payingRates<Body>('sign-agreement'),
  },
  reserves: { category: reservesCategory(categoryReserved) },
  follows: { freed: freesCategory(categoryFreed) },
  decide: (state, body, context) => {
    const ground = signedGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { contract } = ground;
    const { addendum, reference, reason } = body;
    if (contract.addenda.includes(addendum)) return addendumExists(addendum);
    const amount = body.amount
      ? amountOf(body.amount, { credit: contract.amount }, 'amount')
      : contract.amount;
    if (amount instanceof Rejection) return amount;
    const endsOn = body.endsOn ?? contract.endsOn;
    if (amount.equals(contract.amount) && endsOn === contract.endsOn) return nothingChanged(addendum);
    if (endsOn <= contract.startsOn) return endsBeforeStart(contract.startsOn, endsOn);
    const terms = { amount, shared: share(amount, contract), endsOn };
    const { effectiveOn: on, facts } = context;
    const reservedChange = changeOfReserved(contract, terms, { on, facts });
    if (reservedChange instanceof Rejection) return reservedChange;
    const data: WorkData<'WorkAddendumSigned'> = {
      ...ground.posting,
      addendum,
      reference,
      reason,
      amount: amount.toJSON(),
      shared: sharedJson(terms.shared),
      endsOn,
      ...promiseChanged(ground, terms),
      reservedChange,
    };
    return accept(
      [{ type: 'WorkAddendumSigned', data }],
      [
        ...ground.broken,
        ...inCourse(state),
        ...inOrder({ what: 'the addendum', on }, { what: 'the agreement', on: state.dates.agreement }),
        ...addendumBroken(state, ground, terms),
        ...(contract.reserved ? pastClosing(endsOn, facts.lender.closingDate, facts.closingMargin.days) : []),
      ],
    );
  },
});
