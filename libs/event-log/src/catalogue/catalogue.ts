import { canonicalJson, invariant } from '@tramo/kernel';
import type { DomainEvent } from '@tramo/kernel';
import { UnreadableEvent } from './definition';
import type { AnyEventDefinition, StoredEvent } from './definition';

/** The shape of one stored version, as it stands in the committed contract. */
export interface StoredShape {
  readonly type: string;
  readonly version: number;
  readonly schema: unknown;
}

/** Every type of event this program writes or reads: the log's contract with its own past. */
export class EventCatalogue {
  private readonly definitions = new Map<string, AnyEventDefinition>();

  constructor(...rooms: readonly (readonly AnyEventDefinition[])[]) {
    for (const definition of rooms.flat()) {
      const other = this.definitions.get(definition.type);
      invariant(other === undefined || other === definition, `${definition.type} is defined once`);
      this.definitions.set(definition.type, definition);
    }
  }

  has(definition: AnyEventDefinition): boolean {
    return this.definitions.get(definition.type) === definition;
  }

  /** A wrong shape on its way into the log is a mistake of the programmer. */
  check(event: Omit<StoredEvent, 'metadata'>): void {
    const definition = this.definitions.get(event.type);
    invariant(definition, `${event.type} is in the catalogue`);
    invariant(
      event.schemaVersion === definition.version,
      `${event.type} is written as v${definition.version}`,
    );
    definition.check(event.data);
  }

  /** The recorded event in the latest version of its type. */
  current(recorded: StoredEvent): DomainEvent {
    const definition = this.definitions.get(recorded.type);
    if (definition) return definition.current(recorded);
    throw new UnreadableEvent(`the log holds ${recorded.type}, a type this program does not know`);
  }

  /** Every stored type and version with its JSON schema, in an order that does not depend on the program's. */
  describe(): StoredShape[] {
    return [...this.definitions.values()]
      .sort((left, right) => (left.type < right.type ? -1 : 1))
      .flatMap(({ type, versions }) =>
        versions.map(({ version, schema }) => ({
          type,
          version,
          schema: JSON.parse(canonicalJson(JSON.parse(JSON.stringify(schema)))) as unknown,
        })),
      );
  }
}
