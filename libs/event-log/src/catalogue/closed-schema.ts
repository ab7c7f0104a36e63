import type { TSchema } from '@sinclair/typebox';

/**
 * The same schema with every object in it closed to fields it does not name. Members of an intersection stay
 * open, because each of them would refuse what the others allow.
 */
export function closed<Schema extends TSchema>(schema: Schema): Schema {
  return close(schema) as Schema;
}

const DATA_KEYWORDS = new Set(['const', 'enum', 'default', 'allOf']);

function close(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(close);
  if (!isRecord(node)) return node;
  // TypeBox keeps the kind of a schema under symbols, which a spread copies and a walk over keys does not see.
  const copy = { ...node };
  for (const [keyword, value] of Object.entries(node)) {
    if (keyword === 'properties' && isRecord(value)) copy.properties = closeEach(value);
    else if (!DATA_KEYWORDS.has(keyword)) copy[keyword] = close(value);
  }
  if (copy.type === 'object' && copy.properties !== undefined) copy.additionalProperties ??= false;
  return copy;
}

const closeEach = (properties: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, close(schema)]));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
