import type { JsonObject, ReservationPlan } from '@tramo/event-log';

/** From the body, its own stream and what the command means to write, or has written. */
export type PlanOf<Body, State, Events, Ask> = (
  body: Body,
  state: State,
  events: readonly Events[],
) => readonly Ask[];

/** Each ask with the stream that it is asked of. */
export const asksOn =
  <Body, State, Events, Ask extends JsonObject>(
    streamOf: (ask: Ask) => string,
    plan: PlanOf<Body, State, Events, Ask>,
  ) =>
  (body: Body, state: State, events: readonly Events[]): readonly ReservationPlan<Ask>[] =>
    plan(body, state, events).map((ask) => ({ stream: streamOf(ask), ask }));
