import { reservesCategory } from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection, type LocalDate } from '@tramo/kernel';
import { linesOf, type AskedLine } from '@tramo/programmes';
import { pastClosing, reservedBy, type AskedLender } from '../../contract/lender';
import {
  closingMarginFact,
  lenderFact,
  lineFacts,
  signingRates,
  stepFacts,
  streamOf,
  type AskedOfWork,
} from '../asking';
import { categoryReserved } from '../elsewhere';
import { groundOf, standing } from '../ground';
import { inOrder } from '../in-order';
import {
  deductionsExceedSheet,
  designNotApproved,
  endsBeforeStart,
  notAFund,
  workSignedAlready,
} from '../refusals';
import { HUNDRED, millionths, share, sharedJson } from '../shared';
import { work } from '../work';
import type { WorkData } from '../work.events';

type Body = AskedOfWork & {
  readonly reference: string;
  readonly contractor: string;
  /** Of the lender's part; its entity is the fund, in whose books the work rests. */
  readonly line: AskedLine;
  readonly lender?: AskedLender | null;
  readonly advancePercentage: string;
  readonly retentionPercentage: string;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
};

/** The fund takes the work on: the municipality promises its share, and the lender's is reserved of its category. */
export class SignWorkAgreement extends CommandOfPerson<Body> {}

export const SignWorkAgreementHandler = decides(SignWorkAgreement, {
  decider: work,
  stream: streamOf,
  triesFirst: true,
  facts: {
    ...stepFacts<Body>(),
    ...lineFacts<Body>(),
    lender: lenderFact<Body>(),
    closingMargin: closingMarginFact<Body>(),
    ...signingRates<Body>(),
  },
  reserves: { category: reservesCategory(categoryReserved) },
  decide: (state, body, context) => {
    const { line: asked, advancePercentage, retentionPercentage, startsOn, endsOn } = body;
    const { effectiveOn, facts } = context;
    const ground = groundOf(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { design, contract } = state;
    if (contract) return workSignedAlready(body.work, contract.reference);
    if (!design) return designNotApproved(body.work);
    const line = linesOf(facts.programme, [asked])[0]!;
    if (facts.entityKind !== 'fund') return notAFund(line.entity, facts.entityKind);
    if (endsOn <= startsOn) return endsBeforeStart(startsOn, endsOn);
    const percentages = { advancePercentage, retentionPercentage };
    if (millionths(advancePercentage) + millionths(retentionPercentage) > HUNDRED) {
      return deductionsExceedSheet(percentages);
    }
    const { amount, municipalPercentage, lenderPercentage } = design;
    const shared = share(amount, design);
    const credit = shared.lender;
    const of = { ...ground.letter, agreement: body.work, lender: body.lender ?? null };
    const reserved = reservedBy({ ...of, credit: credit.toJSON() }, { line, credit, on: effectiveOn, facts });
    if (reserved instanceof Rejection) return reserved;
    const data: WorkData<'WorkAgreementSigned'> = {
      ...ground.done,
      place: { entity: line.entity, municipality: ground.letter.municipality, line },
      correctsOn: ground.correctsOn,
      reference: body.reference,
      contractor: body.contractor,
      amount: amount.toJSON(),
      shared: sharedJson(shared),
      municipalPercentage,
      lenderPercentage,
      ...percentages,
      startsOn,
      endsOn,
      reserved: reserved && heldOf(reserved),
    };
    const { closingDate } = facts.lender;
    return accept(
      [{ type: 'WorkAgreementSigned', data }],
      [
        ...ground.broken,
        ...standing(state),
        ...inOrder(
          { what: 'the agreement', on: effectiveOn },
          { what: 'the letter of intent', on: state.dates.letter },
          { what: 'the design', on: state.dates.design },
        ),
        ...(reserved ? pastClosing(endsOn, closingDate, facts.closingMargin.days) : []),
      ],
    );
  },
});

type Reserved = Exclude<ReturnType<typeof reservedBy>, Rejection | null>;

const heldOf = ({ financing, share: of, category, eligibleAt, amount, rate }: Reserved) => ({
  financing,
  share: of,
  category,
  eligibleAt,
  amount: amount.toJSON(),
  rate,
});
