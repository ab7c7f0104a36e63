import type { Decider, DomainEvent, LocalDate } from '@tramo/kernel';
import type { AnyEventDefinition, EventOf } from '../catalogue';

/** A decider that names the stored types it folds; a stream's other events pass it by. */
export interface StreamDecider<State, Event extends DomainEvent> extends Decider<State, Event> {
  readonly events: readonly AnyEventDefinition[];
}

/** Ties a fold to its event definitions, so that the compiler holds `evolve` to all of them. */
export function defineDecider<State, const Definitions extends readonly AnyEventDefinition[]>(decider: {
  readonly events: Definitions;
  readonly initial: State;
  evolve(state: State, event: EventOf<Definitions[number]>): State;
}): StreamDecider<State, EventOf<Definitions[number]>> {
  return decider;
}

/** An event on its way through a fold, new or recorded. */
export interface FoldableEvent {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
  readonly metadata: { readonly effectiveOn: LocalDate };
}

/**
 * A decider as the runtime holds it, with the types of its state and events forgotten: a stream's memory keeps
 * folds of many deciders side by side. Made once per decider, so that it can stand as a key.
 */
export class Fold {
  private readonly definitions: ReadonlyMap<string, AnyEventDefinition>;

  private constructor(
    readonly initial: unknown,
    private readonly step: (state: unknown, event: DomainEvent) => unknown,
    readonly events: readonly AnyEventDefinition[],
  ) {
    this.definitions = new Map(events.map((definition) => [definition.type, definition]));
  }

  private static readonly made = new WeakMap<object, Fold>();

  static of<State, Event extends DomainEvent>(decider: StreamDecider<State, Event>): Fold {
    let fold = Fold.made.get(decider);
    if (!fold) {
      const step = (state: unknown, event: DomainEvent): unknown =>
        decider.evolve(state as State, event as Event);
      fold = new Fold(decider.initial, step, decider.events);
      Fold.made.set(decider, fold);
    }
    return fold;
  }

  /** The definition under which this decider may write an event of the type. */
  definition(type: string): AnyEventDefinition | undefined {
    return this.definitions.get(type);
  }

  evolve(state: unknown, event: FoldableEvent): unknown {
    const definition = this.definitions.get(event.type);
    if (!definition) return state;
    const next = this.step(state, definition.current(event));
    return FROZEN ? frozen(next) : next;
  }
}

/** While it is being developed and tested, a fold that writes on its state fails at once instead of one day. */
const FROZEN = process.env.NODE_ENV === 'test' || process.env.NODE_ENV === 'development';

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(frozen);
  return value;
}
