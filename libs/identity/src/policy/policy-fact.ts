import { fact, type Fact, type JsonObject } from '@tramo/event-log';
import { policyInForce, type PolicyInForce } from './policy-in-force';
import { policyDecider, policyStream } from './policy.state';

export interface PolicyFactOptions<Body, State, Selected extends JsonObject> {
  readonly programme: (body: Body, state: State) => string;
  /** What the decision relies on, and no more: it is recorded with the event. */
  readonly select: (policy: PolicyInForce, body: Body) => Selected;
}

/**
 * What a programme's policy says on the day on which somebody acts, with the version that says it. Of a
 * programme that has adopted none, this is the practice, version 0.
 */
export const policyFact = <Body, State, Selected extends JsonObject>({
  programme,
  select,
}: PolicyFactOptions<Body, State, Selected>): Fact<Body, State, Selected & { readonly version: number }> =>
  fact(
    policyDecider,
    (body, state) => policyStream(programme(body, state)),
    (state, body, { actedOn }) => {
      const policy = policyInForce(state, actedOn);
      return { ...select(policy, body), version: policy.version };
    },
  );
