import { Type } from '@sinclair/typebox';
import { defineEvent, EventCatalogue, type JsonObject, type Projection } from '@tramo/event-log';
import { Money } from '@tramo/kernel';
import type { AccountCode } from '../chart';
import { dimensionsOf } from '../dimensions';
import { journalProjection } from '../journal.view';
import { move } from '../posting';
import { PostingRules } from '../posting-rules';

/** A room of one event, invented for the cube: so much from one state of a budget to another. */
export interface Moved extends JsonObject {
  readonly debit: AccountCode;
  readonly credit: AccountCode;
  readonly minor: string;
  readonly component: string | null;
  readonly region: string | null;
}

const nullable = () => Type.Union([Type.String(), Type.Null()]);
const CubeMoved = defineEvent(
  'CubeMoved',
  Type.Object({
    debit: Type.String(),
    credit: Type.String(),
    minor: Type.String(),
    component: nullable(),
    region: nullable(),
  }),
);
const CubeNoted = defineEvent('CubeNoted', Type.Object({ note: Type.String() }));

const definitions = [CubeMoved, CubeNoted] as const;

const rules = PostingRules.for<typeof definitions>(definitions, {
  CubeMoved: ({ debit, credit, minor, component, region }) =>
    move({
      debit: debit as AccountCode,
      credit: credit as AccountCode,
      amount: Money.ofMinor(BigInt(minor), 'BOB'),
      dimensions: dimensionsOf({ entity: 'U', programme: 'cube', component, region }),
    }),
  CubeNoted: null,
});

export const catalogue = new EventCatalogue(definitions);
export const projections: readonly Projection[] = [journalProjection(rules)];
