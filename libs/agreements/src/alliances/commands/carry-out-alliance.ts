import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { alliance } from '../alliance.state';
import { notAt, reached } from '../order';
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

export class ConcludeAlliance extends CommandOfPerson<Conclusion> {}

export const ConcludeAllianceHandler = decides(ConcludeAlliance, {
  decider: alliance,
  stream: streamOf,
  facts: stepFacts<Conclusion>(),
  decide: (state, body, context) => {
    const step = stepTo(state, reached(state, 'concluded'), body, context);
    if (step instanceof Rejection) return step;
    return accept(
      [{ type: 'AllianceConcluded', data: { ...step.data, reference: body.reference } }],
      [...step.broken, ...notAt(state, 'operating')],
    );
  },
});
