import { freesCategory } from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { agreement } from '../agreement';
import type { AgreementEvent, DataOf } from '../agreement.events';
import { currencyOf, toCommit, type AgreementState } from '../agreement.state';
import { fourNumbersOf } from '../counterpart/counterpart.state';
import { amountOf, doneBy, groundOf, type AskedOfAgreement } from '../ground';
import { stepFacts, streamOf, type AskedMoney, type ByPerson } from '../asking';
import { instalmentsByYear, type Contract } from './contract.state';
import { categoryFreed } from './elsewhere';
import { practiceFact } from './practice';
import { hasEnded } from './refusals';
import { counterpartSettled, unsettled } from './settlement';

type Asset = {
  readonly description: string;
  /** With its unit: `12 sprayers`. */
  readonly quantity: string;
  readonly amount?: AskedMoney | null;
};
type Body = AskedOfAgreement & { readonly assets?: readonly Asset[] | null };
type Asked = ByPerson<Body>;

/** When everything paid is accounted for: the counterpart is trued up, and what is not needed is given back. */
export class CloseAgreement extends CommandOfPerson<Body> {}

export const CloseAgreementHandler = decides(CloseAgreement, {
  decider: agreement,
  stream: streamOf,
  facts: {
    ...stepFacts<Body>(),
    practice: practiceFact<Body>(),
  },
  follows: { freed: freesCategory<Asked, AgreementState, AgreementEvent>(categoryFreed) },
  decide: (state, body, context) => {
    // Whatever was done under it comes before its end.
    const ground = groundOf(state, body, context, [...state.days.keys()]);
    if (ground instanceof Rejection) return ground;
    const { contract } = ground;
    if (contract.standing === 'closed') return hasEnded(contract.agreement, contract.standing);
    const assets = assetsOf(body, contract);
    if (assets instanceof Rejection) return assets;
    const signed = { ...state, contract };
    const { practice, people } = context.facts;
    const { owed, used, broken } = counterpartSettled(signed, practice.tolerance);
    const data: DataOf<'AgreementClosed'> = {
      ...ground.of,
      ...doneBy(context, people),
      correctsOn: ground.correctsOn,
      entity: contract.entity,
      line: contract.line,
      futureYears: yearsDropped(signed),
      promises: promisesDropped(signed),
      counterpartOwed: owed.toJSON(),
      counterpartUsed: used.toJSON(),
      reservedLeft: contract.reserved && contract.reserved.left.toJSON(),
      assets,
    };
    return accept([{ type: 'AgreementClosed', data }], [...ground.broken, ...unsettled(signed), ...broken]);
  },
});

type Signed = AgreementState & { readonly contract: Contract };

function assetsOf({ assets }: Body, contract: Contract): DataOf<'AgreementClosed'>['assets'] | Rejection {
  const listed: DataOf<'AgreementClosed'>['assets'][number][] = [];
  for (const [index, { description, quantity, amount: given }] of (assets ?? []).entries()) {
    const amount = given ? amountOf(given, contract, `assets.${index}.amount`) : null;
    if (amount instanceof Rejection) return amount;
    listed.push({ description, quantity, amount: amount && amount.toJSON() });
  }
  return listed;
}

/** What no year has committed, and none will. */
function yearsDropped(state: Signed) {
  return [...instalmentsByYear(state.contract.tranches).keys()].flatMap((budgetYear) => {
    const left = toCommit(state, budgetYear);
    return left && !left.isZero() ? [{ budgetYear, amount: left.negate().toJSON() }] : [];
  });
}

/** What was promised and never given. */
function promisesDropped({ contract, counterpart }: Signed): DataOf<'AgreementClosed'>['promises'] {
  const numbers = fourNumbersOf(counterpart, contract.promised, currencyOf(contract));
  return numbers.flatMap(({ party, kind, promised, deposited }) =>
    promised.isGreaterThan(deposited) ? [{ party, kind, amount: deposited.minus(promised).toJSON() }] : [],
  );
}
