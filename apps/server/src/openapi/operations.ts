import type { OpenAPIObject } from '@nestjs/swagger';

export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** Every operation of a document, with whether it writes to the ledger: such a one has a key. */
export function operationsOf(document: OpenAPIObject): readonly Operation[] {
  return Object.values(document.paths).flatMap(({ get, post, delete: remove }) =>
    [get, post, remove].filter((operation) => operation !== undefined),
  );
}

export const isCommand = ({ parameters }: Operation): boolean =>
  (parameters ?? []).some((parameter) => 'name' in parameter && parameter.name === 'Idempotency-Key');
