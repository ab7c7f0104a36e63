import type { AnyEventDefinition, EventOf } from '@tramo/event-log';
import { InvariantViolation, type LocalDate } from '@tramo/kernel';
import { assertBalanced, type Postings } from './posting';

/** What an event does to the books: nothing, said in so many words, or postings. */
type Rule<Event extends { readonly data: unknown }> =
  ((data: Event['data'], effectiveOn: LocalDate) => Postings) | null;

type RulesOf<Definitions extends readonly AnyEventDefinition[]> = {
  readonly [Event in EventOf<Definitions[number]> as Event['type']]: Rule<Event>;
};

interface PostableEvent {
  readonly type: string;
  /** Of the present version. */
  readonly data: unknown;
  readonly metadata: { readonly effectiveOn: LocalDate };
}

/** From events to balanced entries. */
export class PostingRules {
  private constructor(private readonly rules: ReadonlyMap<string, Rule<{ readonly data: never }>>) {}

  /** A room's rules, one for each of its events; the compiler holds them to all of them. */
  static for<const Definitions extends readonly AnyEventDefinition[]>(
    _definitions: Definitions,
    rules: RulesOf<Definitions>,
  ): PostingRules {
    return new PostingRules(new Map(Object.entries(rules as Readonly<Record<string, Rule<never>>>)));
  }

  /** The rules of the whole house; no two rooms post the same event. */
  static of(...rooms: readonly PostingRules[]): PostingRules {
    const all = rooms.flatMap(({ rules }) => [...rules]);
    const joined = new Map(all);
    if (joined.size !== all.length) throw new InvariantViolation('each type of event is posted by one room');
    return new PostingRules(joined);
  }

  /** Balanced, or this throws: asked before an event is written and again when it is projected. */
  postingsOf({ type, data, metadata }: PostableEvent): Postings {
    const rule = this.rules.get(type);
    if (!rule) return [];
    const postings = rule(data as never, metadata.effectiveOn);
    assertBalanced(postings, type);
    return postings;
  }
}
