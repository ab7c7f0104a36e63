import { decides, factByOwnState } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { agreement } from '../../agreement';
import { agreementStream } from '../../agreement.state';
import { alliance, type AllianceState } from '../alliance.state';
import { notAt, reached } from '../order';
import { agreementNotClosed } from '../refusals';
import { stepFacts, streamOf, type AskedOfAlliance } from './asking';
import { stepTo } from './ground';

export class BeginInvestment extends CommandOfPerson<AskedOfAlliance> {}

export const BeginInvestmentHandler = decides(BeginInvestment, {
  decider: alliance,
  stream: streamOf,
  facts: stepFacts(),
  decide: (state, body, context) => {
    const step = stepTo(state, reached(state, 'investing'), body, context);
    if (step instanceof Rejection) return step;
    return accept(
      [{ type: 'InvestmentBegun', data: step.data }],
      [...step.broken, ...notAt(state, 'signed')],
    );
  },
});

export class BeginOperation extends CommandOfPerson<AskedOfAlliance> {}

export const BeginOperationHandler = decides(BeginOperation, {
  decider: alliance,
  stream: streamOf,
  facts: stepFacts(),
  decide: (state, body, context) => {
    const step = stepTo(state, reached(state, 'operating'), body, context);
    if (step instanceof Rejection) return step;
    return accept(
      [{ type: 'OperationBegun', data: step.data }],
      [...step.broken, ...notAt(state, 'investing')],
    );
  },
});

type Conclusion = AskedOfAlliance & {
  /** What closes it, as people cite it. */
  readonly reference: string;
};

/** Closing its agreement trues up the counterpart and gives back what is left: that comes first. */
export class ConcludeAlliance extends CommandOfPerson<Conclusion> {}

export const ConcludeAllianceHandler = decides(ConcludeAlliance, {
  decider: alliance,
  stream: streamOf,
  facts: {
    ...stepFacts<Conclusion>(),
    agreement: factByOwnState(
      agreement,
      (_body: Conclusion, { signing }: AllianceState) => agreementStream(signing?.agreement ?? ''),
      ({ contract }) => ({ agreement: contract?.agreement ?? null, standing: contract?.standing ?? null }),
    ),
  },
  decide: (state, body, context) => {
    const step = stepTo(state, reached(state, 'concluded'), body, context);
    if (step instanceof Rejection) return step;
    return accept(
      [{ type: 'AllianceConcluded', data: { ...step.data, reference: body.reference } }],
      [...step.broken, ...notAt(state, 'operating'), ...notClosed(context.facts.agreement)],
    );
  },
});

interface OfAlliance {
  readonly agreement: string | null;
  readonly standing: string | null;
}

const notClosed = ({ agreement: id, standing }: OfAlliance): readonly Rejection[] =>
  id === null || standing === null || standing === 'closed' ? [] : [agreementNotClosed(id, standing)];
