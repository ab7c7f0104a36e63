import { TypeSystemPolicy } from '@sinclair/typebox/system';
import type { Static, TObject } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { TypeCheck } from '@sinclair/typebox/compiler';
import { InvariantViolation, invariant } from '@tramo/kernel';
import type { DomainEvent, LocalDate } from '@tramo/kernel';
import { closed } from './closed-schema';

// JSON drops a key whose value is undefined, so what is folded now would differ from what is read back.
TypeSystemPolicy.ExactOptionalPropertyTypes = true;

type DataSchema = TObject;

/** One shape in which events of a type rest in the log; once stored it never changes. */
export interface StoredVersion {
  readonly version: number;
  readonly schema: DataSchema;
}

/** What the log hands to the definition: the type's name is known, the rest is to be believed or refused. */
export interface StoredEvent {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
  readonly metadata: { readonly effectiveOn: LocalDate };
}

/** A stored version that this program cannot read. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
}

type Upcast = (older: never) => unknown;

interface Step extends StoredVersion {
  /** Makes this version's data of the version before it; the first has none. */
  readonly upcast: Upcast | undefined;
}

/**
 * A type of event: its present shape, every earlier one, and the way from each to the next. The versions are
 * counted by the chain itself, so none can be missing, and each upcaster is typed by the shapes on both sides.
 */
export class EventDefinition<Type extends string = string, Schema extends DataSchema = DataSchema> {
  readonly version: number;
  private readonly compiled: TypeCheck<Schema>;

  constructor(
    readonly type: Type,
    schema: Schema,
    private readonly steps: readonly Step[],
  ) {
    this.version = steps.length;
    this.compiled = TypeCompiler.Compile(schema);
  }

  /** The next version of the type. What rests in an older one is read through `upcast`. */
  revised<Next extends DataSchema>(
    schema: Next,
    upcast: (older: Static<Schema>) => Static<Next>,
  ): EventDefinition<Type, Next> {
    const next = closed(schema);
    return new EventDefinition(this.type, next, [
      ...this.steps,
      { version: this.version + 1, schema: next, upcast },
    ]);
  }

  get versions(): readonly StoredVersion[] {
    return this.steps;
  }

  /** Asked before anything is appended: a wrong shape is our mistake, never the caller's. */
  check(data: unknown): void {
    if (this.compiled.Check(data)) return;
    const error = this.compiled.Errors(data).First();
    throw new InvariantViolation(
      `${this.type} v${this.version} does not hold ${error?.path || 'its data'}: ${error?.message ?? ''}`,
    );
  }

  /** The event as this version of the program knows it. */
  current(stored: StoredEvent): EventOf<EventDefinition<Type, Schema>> {
    invariant(stored.type === this.type, `${stored.type} is read by the definition of ${this.type}`);
    let data = stored.data;
    for (let version = this.known(stored.schemaVersion); version < this.version; version++) {
      data = this.steps[version]!.upcast!(data as never);
    }
    return {
      type: this.type,
      data: data as Immutable<Static<Schema>>,
      effectiveOn: stored.metadata.effectiveOn,
    };
  }

  private known(version: number): number {
    if (version >= 1 && version <= this.version) return version;
    throw new UnreadableEvent(
      `the log holds ${this.type} v${version} and this program reads v1 to v${this.version}: ` +
        'it was written by a newer Tramo, use that one',
    );
  }
}

export type AnyEventDefinition = EventDefinition;

/** The events of a definition, or of a union of them. */
export type EventOf<Definition> =
  Definition extends EventDefinition<infer Type, infer Schema>
    ? TypedEvent<Type, Immutable<Static<Schema>>>
    : never;

/** What has happened does not change, in the hands of a fold either. */
type Immutable<Data> = Data extends string | number | boolean | null
  ? Data
  : { readonly [Key in keyof Data]: Immutable<Data[Key]> };

interface TypedEvent<Type extends string, Data> extends DomainEvent<Type, Data> {
  readonly type: Type;
}

/** A new type of event in its first version. No field is stored that the schema does not name. */
export function defineEvent<const Type extends string, Schema extends DataSchema>(
  type: Type,
  schema: Schema,
): EventDefinition<Type, Schema> {
  const first = closed(schema);
  return new EventDefinition(type, first, [{ version: 1, schema: first, upcast: undefined }]);
}
