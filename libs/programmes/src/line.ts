import { Type, type Static } from '@sinclair/typebox';
import { orNull } from '@tramo/journal';

const code = Type.String();

/** A line of a budget: what one amount is planned, inscribed and committed under. Levels may be absent. */
export const lineSchema = Type.Object({
  entity: code,
  source: code,
  financing: orNull(code),
  category: orNull(code),
  component: orNull(code),
  budgetCode: orNull(code),
  region: orNull(code),
  scope: orNull(code),
});

export type Line = Readonly<Static<typeof lineSchema>>;

/** As a person names it; what follows from the rest (entity, financing, category) need not be said. */
export type AskedLine = Pick<Line, 'source'> & {
  readonly [Field in keyof Omit<Line, 'source'>]?: string | null;
};

/** One text for each line, for use as a key; two lines have the same one when they are the same line. */
export const lineKey = ({
  entity,
  source,
  financing,
  category,
  component,
  budgetCode,
  region,
  scope,
}: Line): string =>
  JSON.stringify([entity, source, financing, category, component, budgetCode, region, scope]);
