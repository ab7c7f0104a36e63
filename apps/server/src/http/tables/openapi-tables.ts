import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const FORMAT: NonNullable<Operation['parameters']>[number] = {
  name: 'format',
  in: 'query',
  required: false,
  description: '`csv` for a spreadsheet table, as `Accept: text/csv` would ask for.',
  schema: { type: 'string', enum: ['json', 'csv'], default: 'json' },
};

const TABLE = {
  schema: {
    type: 'string',
    description:
      'RFC 4180 in UTF-8 with a byte order mark, one row for each of the items: all of them, up to 100,000. ' +
      '`x-table-complete` says whether that was all, `x-table-next` the cursor from which it goes on.',
  },
} as const;

/** Says of every list that it can be had as a table, because nothing in the route itself does. */
export function describeTables(document: OpenAPIObject): OpenAPIObject {
  for (const { get } of Object.values(document.paths)) {
    const content = get && listContentOf(get, document);
    if (!content) continue;
    content['text/csv'] = TABLE;
    get.parameters = [...(get.parameters ?? []), FORMAT];
  }
  return document;
}

function listContentOf({ responses }: Operation, { components }: OpenAPIObject) {
  const answer = responses['200'];
  if (!answer || '$ref' in answer) return undefined;
  const schema = answer.content?.['application/json']?.schema;
  const name = schema && '$ref' in schema ? schema.$ref.split('/').at(-1)! : undefined;
  const described = name === undefined ? schema : components?.schemas?.[name];
  const items = described && 'properties' in described ? described.properties['items'] : undefined;
  return items && 'type' in items && items.type === 'array' ? answer.content : undefined;
}
