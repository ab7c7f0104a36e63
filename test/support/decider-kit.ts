import { deepStrictEqual, ok } from 'node:assert/strict';
import { Rejection, type DomainEvent, type LocalDate } from '@tramo/kernel';
import type { AnyEventDefinition, CommandSpec, DecisionContext, JsonObject } from '@tramo/event-log';

/** What `decides` answers, as far as a test of the decision needs it. */
interface Decided<Body extends JsonObject, State, Event extends DomainEvent, Facts> {
  readonly spec: CommandSpec<Body, State, Event, Facts>;
}

type Context<Facts> = Partial<DecisionContext<Facts>>;

const CONTEXT: Omit<DecisionContext, 'facts'> = {
  actor: 'ana',
  roles: [],
  mode: 'live',
  effectiveOn: '2022-03-31' as LocalDate,
  actedOn: '2022-03-31' as LocalDate,
  now: '2022-03-31T12:00:00.000Z',
  stream: 'stream-1',
};

/**
 * A decision as a sentence: `given(ApproveTrancheHandler, requested, reviewed).when({ … }).thenAccepted(approved)`.
 * What has happened and what follows are both held to the shapes in which they are stored.
 */
export function given<Body extends JsonObject, State, Event extends DomainEvent, Facts>(
  handler: Decided<Body, State, Event, Facts>,
  ...events: readonly NoInfer<Event>[]
): { when(body: Body, context?: Context<Facts>): Outcome<Event> } {
  const { spec } = handler;
  const { decider } = spec;
  for (const event of events) assertStorable(decider.events, event);
  const state = events.reduce((before, event) => decider.evolve(before, event), decider.initial);
  return {
    when: (body, context) => {
      const decision = spec.decide(state, body, { ...CONTEXT, facts: {} as Facts, ...context });
      if (!(decision instanceof Rejection)) {
        for (const event of decision.events) assertStorable(decider.events, event);
      }
      return new Outcome<Event>(decision, context?.mode ?? CONTEXT.mode);
    },
  };
}

class Outcome<Event extends DomainEvent> {
  constructor(
    private readonly decision: ReturnType<CommandSpec<never, never, Event, never>['decide']>,
    private readonly mode: DecisionContext['mode'],
  ) {}

  /** These events and no others, and no rule broken: in history, use `thenFound` for those. */
  thenAccepted(...events: readonly Event[]): void {
    deepStrictEqual(
      { events: this.events(), broken: this.broken(), noted: this.noted() },
      { events, broken: [], noted: [] },
    );
  }

  /** Accepted, with these findings that policy lets pass. */
  thenNoted(codes: readonly [string, ...string[]], ...events: readonly Event[]): void {
    deepStrictEqual(
      { events: this.events(), broken: this.broken(), noted: this.noted() },
      { events, broken: [], noted: codes },
    );
  }

  /** Refused for exactly these rules, the first of which is the one that is said first. */
  thenRefused(...codes: readonly [string, ...string[]]): readonly Rejection[] {
    const refused = this.decision instanceof Rejection || this.mode === 'live';
    deepStrictEqual({ refused, codes: this.broken() }, { refused: true, codes });
    return this.rejections();
  }

  /** Accepted into history with these findings. */
  thenFound(codes: readonly [string, ...string[]], ...events: readonly Event[]): readonly Rejection[] {
    deepStrictEqual(
      { mode: this.mode, codes: this.broken(), events: this.events() },
      { mode: 'history', codes, events },
    );
    return this.rejections();
  }

  /** What it writes, for a test that looks at a part of it: with nothing broken, or in history with these findings. */
  thenWritten(...codes: readonly string[]): readonly Event[] {
    deepStrictEqual({ codes: this.broken(), noted: this.noted() }, { codes, noted: [] });
    deepStrictEqual(codes.length === 0 || this.mode === 'history', true);
    return this.events() as readonly Event[];
  }

  private rejections(): readonly Rejection[] {
    return this.decision instanceof Rejection ? [this.decision] : this.decision.broken;
  }

  private broken(): readonly string[] {
    return this.rejections().map(({ code }) => code);
  }

  private noted(): readonly string[] {
    const noted: readonly Rejection[] = (this.decision instanceof Rejection ? [] : this.decision.noted) ?? [];
    return noted.map(({ code }) => code);
  }

  private events(): readonly DomainEvent[] {
    return this.decision instanceof Rejection ? [] : this.decision.events;
  }
}

function assertStorable(definitions: readonly AnyEventDefinition[], { type, data }: DomainEvent): void {
  const definition = definitions.find((one) => one.type === type);
  ok(definition, `${type} is among the events of the decider`);
  definition.check(data);
}
