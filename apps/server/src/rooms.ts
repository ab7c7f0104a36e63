import type { DynamicModule, Type } from '@nestjs/common';
import type { AnyDecidingHandler, EventCatalogue } from '@tramo/event-log';
import type { PostingRules } from '@tramo/journal';
import type { Migration } from '@tramo/stores';

/** Goes on with what the process before this one has begun. */
export interface Resuming {
  resume(): Promise<void>;
}

/**
 * What the house is furnished with. The composition knows no room by name: it takes this, and the tests give
 * it another.
 */
export interface Rooms {
  /** Nest modules with routes and queries. */
  readonly modules: readonly (Type | DynamicModule)[];
  /** What `decides` made, one for each command. */
  readonly commandHandlers: readonly AnyDecidingHandler[];
  /** Every type of event that those write. */
  readonly catalogue: EventCatalogue;
  /** What each of those does to the books. */
  readonly postings: PostingRules;
  /** Absolute path of the module whose `projections` and `catalogue` the projector's thread loads. */
  readonly projections: string;
  /** Providers with work that a process may leave unfinished: asked once the server listens. */
  readonly resuming?: readonly Type<Resuming>[];
  /** Tables that rooms keep in the state store. */
  readonly migrations: readonly Migration[];
}
