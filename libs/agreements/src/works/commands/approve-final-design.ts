import { decides } from '@tramo/event-log';
import { affiliationOn, CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import type { Evidence } from '../../shapes';
import { amountInBooks } from '../amounts';
import { designFacts, streamOf, type AskedMoney, type AskedOfWork } from '../asking';
import { groundOf, standing } from '../ground';
import { inOrder } from '../in-order';
import { lenderShareMissing, sharesDoNotAddUp, workSignedAlready } from '../refusals';
import { HUNDRED, millionths, type Shares } from '../shared';
import { work } from '../work';

type Body = AskedOfWork & {
  /** Who has drawn it; the one who approves it when absent. */
  readonly designer?: string | null;
  readonly amount: AskedMoney;
  readonly municipalPercentage: string;
  readonly lenderPercentage: string;
  readonly evidence: Evidence;
};

/** What is to be built, what it costs and who pays which share; anew until the agreement is signed. */
export class ApproveFinalDesign extends CommandOfPerson<Body> {}

export const ApproveFinalDesignHandler = decides(ApproveFinalDesign, {
  decider: work,
  stream: streamOf,
  facts: designFacts<Body>(),
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context);
    if (ground instanceof Rejection) return ground;
    if (state.contract) return workSignedAlready(body.work, state.contract.reference);
    const { actor, actedOn, facts } = context;
    const amount = amountInBooks(body.amount, facts.programme.bookCurrency, 'amount');
    if (amount instanceof Rejection) return amount;
    const { municipalPercentage, lenderPercentage } = body;
    const wrong = sharesWrong({ municipalPercentage, lenderPercentage });
    if (wrong) return wrong;
    const data = {
      ...ground.done,
      designer: affiliationOn(facts.people, body.designer ?? actor, actedOn),
      amount: amount.toJSON(),
      municipalPercentage,
      lenderPercentage,
      evidence: body.evidence.map(({ name, sha256 }) => ({ name, sha256 })),
    };
    const order = inOrder(
      { what: 'the design', on: context.effectiveOn },
      { what: 'the letter of intent', on: state.dates.letter },
    );
    return accept([{ type: 'FinalDesignApproved', data }], [...ground.broken, ...standing(state), ...order]);
  },
});

function sharesWrong({ municipalPercentage, lenderPercentage }: Shares): Rejection | undefined {
  const sum = millionths(municipalPercentage) + millionths(lenderPercentage);
  if (sum !== HUNDRED) return sharesDoNotAddUp({ municipalPercentage, lenderPercentage }, percentText(sum));
  return millionths(lenderPercentage) === 0n ? lenderShareMissing(lenderPercentage) : undefined;
}

const UNIT = 1_000_000n;

function percentText(part: bigint): string {
  const decimals = (part % UNIT).toString().padStart(6, '0').replace(/0+$/, '');
  return `${part / UNIT}${decimals && `.${decimals}`}`;
}
