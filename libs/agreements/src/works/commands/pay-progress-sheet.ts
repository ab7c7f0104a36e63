import { freesCategory, inLendersCurrency, movesCategory, movesCommitment } from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Money, Rejection, type LocalDate } from '@tramo/kernel';
import { holdsCash, paysCash } from '@tramo/treasury';
import { dutyFacts, payerFact, payingRates, streamOf, type AskedOfWork } from '../asking';
import { leftAfterPaying } from '../category-needed';
import { collectedFor } from '../collection';
import { cashHeld, cashPaid, categoryFreed, categoryMoved, commitmentsMoved } from '../elsewhere';
import { dutiesMet, notSuspended, signedGround } from '../ground';
import { inOrder } from '../in-order';
import { municipalShort } from '../municipal-money';
import { payerBroken, paymentOf } from '../payer';
import { sheetNotAt, sheetUnknown } from '../sheet-refusals';
import { work } from '../work';
import type { Sheet, WorkContract } from '../work.state';

type Body = AskedOfWork & {
  readonly sheet: number;
  /** The operating account of the fund that the lender's part leaves; none where the treasury keeps none. */
  readonly payer?: string | null;
  readonly reference: string;
};

/** The municipality's part from its deposit, the lender's from the account that the second special account fills. */
export class PayProgressSheet extends CommandOfPerson<Body> {}

export const PayProgressSheetHandler = decides(PayProgressSheet, {
  decider: work,
  stream: streamOf,
  triesFirst: true,
  facts: { ...dutyFacts<Body>('paid'), payer: payerFact<Body>(), ...payingRates<Body>() },
  reserves: {
    cash: holdsCash(cashHeld),
    payment: paysCash(cashPaid),
    commitment: movesCommitment(commitmentsMoved),
    category: movesCategory(categoryMoved),
  },
  follows: { freed: freesCategory(categoryFreed) },
  decide: (state, body, context) => {
    const ground = signedGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { contract, money, letter } = ground;
    const { sheet, reference } = body;
    const known = state.sheets.get(sheet);
    if (!known) return sheetUnknown(sheet);
    const { approved } = known;
    if (known.state !== 'approved' || !approved) return sheetNotAt(known, 'approved');
    const { effectiveOn: on, facts } = context;
    const eligible = eligibleBy(Money.parse(approved.parts.lender.gross), contract, { on, facts });
    if (eligible instanceof Rejection) return eligible;
    const payer = body.payer ?? null;
    const { refused, found } = dutiesMet('paid', state, sheet, context);
    const data = {
      ...ground.posting,
      sheet,
      progress: known.progress,
      ...approved,
      payer,
      payment: paymentOf(body.work, state.payments),
      reference,
      eligible,
      collected: collectedFor(state, Money.parse(approved.parts.municipal.payable)),
      reservedLeft: leftAfterPaying(state, sheet, eligible && eligible.amount),
      again: known.bounced,
    };
    const others = new Map<number, Sheet>([...state.sheets].filter(([number]) => number !== sheet));
    return accept(
      [{ type: 'ProgressSheetPaid', data }],
      [
        ...ground.broken,
        ...notSuspended(state),
        ...inOrder({ what: `the payment of sheet ${sheet}`, on }, { what: 'its approval', on: known.on }),
        ...municipalShort({ money, sheets: others }, Money.parse(approved.parts.municipal.gross)),
        ...payerBroken({
          payer,
          answer: facts.payer,
          place: contract.place,
          letter,
          lender: Money.parse(approved.parts.lender.payable),
        }),
        ...refused,
      ],
      found,
    );
  },
});

type Rates = Parameters<typeof inLendersCurrency>[1]['facts'];

/** What the lender's category takes; nothing where no lender's category is reserved, or the sheet is all the municipality's. */
function eligibleBy(
  amount: Money,
  { reserved }: WorkContract,
  at: { readonly on: LocalDate; readonly facts: Rates },
) {
  if (!reserved || !amount.isPositive()) return null;
  const taken = inLendersCurrency(amount, { currency: reserved.amount.currency.code, ...at });
  if (taken instanceof Rejection) return taken;
  // A sheet of less than a cent of the lender's is paid all the same, and nothing of it is eligible.
  if (!taken.amount.isPositive()) return null;
  return { amount: taken.amount.toJSON(), rate: taken.rate };
}
