import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inDirectory, startBuilt, stopBuilt } from './built';

interface Schema {
  readonly $ref?: string;
  readonly [more: string]: unknown;
}
interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly 'x-roles'?: readonly string[];
  readonly security?: readonly object[];
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly description?: string;
  }[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { schema: Schema }>> }>
  >;
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: Schema }>> };
}
interface Document {
  readonly openapi: string;
  readonly info: { readonly version: string };
  readonly security: readonly object[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<
      Record<
        string,
        { readonly properties: Readonly<Record<string, Schema>>; readonly required?: readonly string[] }
      >
    >;
    readonly securitySchemes: object;
  };
}

// Against the build: the plugin that reads the DTOs runs only there.
describe('the OpenAPI document', () => {
  let document: Document;
  let answers: Readonly<Record<string, Record<string, unknown>>>;
  beforeAll(() =>
    inDirectory(async (directory) => {
      const server = await startBuilt(directory);
      const get = async (path: string): Promise<Record<string, unknown>> =>
        (
          await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${server.token}` } })
        ).json() as Promise<Record<string, unknown>>;
      document = (await get('/api/v1/openapi.json')) as unknown as Document;
      answers = {
        ReadinessAnswer: await get('/health/ready'),
        LivenessAnswer: await get('/health/live'),
        LedgerAnswer: await get('/api/v1/ledger'),
        EventsAnswer: await get('/api/v1/events'),
        TokensAnswer: await get('/api/v1/tokens'),
        OperationsAnswer: await get('/api/v1/operations'),
        Problem: await get('/api/v1/operations/none'),
      };
      await stopBuilt(server);
    }),
  );

  const operations = (): (Operation & { readonly at: string })[] =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        ...operation,
        at: `${method.toUpperCase()} ${path}`,
      })),
    );

  it('is 3.1 and describes the routes of this server, each under a name of its own', () => {
    expect(document.openapi).toBe('3.1.0');
    const promised = readFileSync(join(__dirname, 'routes.txt'), 'utf8').trim().split('\n');
    expect(
      operations()
        .map(({ at }) => at)
        .sort(),
    ).toEqual(promised);
    const ids = operations().map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says in a sentence what each route is for', () => {
    const silent = operations().filter(({ summary }) => !summary);
    expect(silent.map(({ at }) => at)).toEqual([]);
  });

  it('resolves every reference it makes', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]*)"/g)];
    expect(references.length).toBeGreaterThan(20);
    for (const [, name] of references) expect(document.components.schemas).toHaveProperty(name!);
  });

  it('names every parameter that a path has', () => {
    for (const { at, parameters } of operations()) {
      const inPath = [...at.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(
        inPath,
      );
    }
  });

  it('asks for a token everywhere but at the open doors', () => {
    expect(document.security).toEqual([{ token: [] }]);
    expect(document.components.securitySchemes).toEqual({ token: { type: 'http', scheme: 'bearer' } });
    const open = operations().filter(({ security }) =>
      security?.some((one) => Object.keys(one).length === 0),
    );
    expect(open.map(({ at }) => at).sort()).toEqual(['GET /health/live', 'GET /health/ready']);
  });

  it('says of every operation what success is and that the rest is a problem', () => {
    for (const { at, responses } of operations()) {
      const success = Object.keys(responses).filter((status) => /^2/.test(status));
      expect({ at, success }).toEqual({ at, success: [expect.stringMatching(/^20[0-4]$/)] });
      expect(responses['default']?.content?.['application/problem+json']?.schema).toEqual({
        $ref: '#/components/schemas/Problem',
      });
      if (success[0] !== '204') {
        const [content] = Object.values(responses[success[0]!]?.content ?? {});
        expect({ at, content }).toEqual({ at, content: { schema: expect.anything() } });
      }
    }
  });

  it('describes what is really answered: no field more, none that is required less', () => {
    for (const [name, answer] of Object.entries(answers)) {
      const schema = document.components.schemas[name]!;
      const given = Object.keys(answer).sort();
      expect({ name, given }).toEqual({ name, given: given.filter((field) => field in schema.properties) });
      expect({ name, given }).toEqual({ name, given: expect.arrayContaining([...(schema.required ?? [])]) });
    }
  });

  it('says of every operation who may ask for it, and how it refuses them', () => {
    for (const operation of operations().filter(({ security }) => !security)) {
      const { at, description, responses } = operation;
      expect({ at, description }).toEqual({ at, description: expect.stringMatching(/For (the|every) role/) });
      const roles = operation['x-roles'] ?? [];
      for (const role of roles) expect(description).toContain(`\`${role}\``);
      expect({ at, forbidden: '403' in responses }).toEqual({ at, forbidden: roles.length > 0 });
    }
    const close = operations().find(({ at }) => at.endsWith('/months/closings'));
    expect(close?.['x-roles']).toContain('finance-specialist');
    expect(Object.keys(close?.responses ?? {})).toEqual(expect.arrayContaining(['400', '404', '409', '422']));
    const revoke = operations().find(({ at }) => at.startsWith('DELETE /api/v1/tokens'));
    expect(revoke?.['x-roles']).toEqual(['administrator']);
  });

  it('says what every parameter is', () => {
    const silent = operations().flatMap(({ at, parameters }) =>
      parameters.filter(({ description }) => !description).map(({ name }) => `${at} ${name}`),
    );
    expect(silent).toEqual([]);
  });

  it('carries the limits of the requests', () => {
    const { properties, required } = document.components.schemas['IssueTokenBody']!;
    expect(required).toEqual(['person', 'roles', 'label']);
    expect(properties['label']).toMatchObject({ type: 'string', minLength: 1, maxLength: 200 });
    expect(properties['expiresInDays']).toMatchObject({ minimum: 1, maximum: 3660 });
    expect(properties['roles']).toMatchObject({
      type: 'array',
      items: { enum: expect.arrayContaining(['auditor']) },
    });
  });

  it('asks in the address for nothing that may be left out', () => {
    const required = operations().flatMap(({ at, parameters }) =>
      parameters.filter((each) => each.in === 'query' && each.required).map(({ name }) => `${at} ${name}`),
    );
    expect(required.sort()).toEqual([
      'GET /api/v1/conversions amount',
      'GET /api/v1/conversions from',
      'GET /api/v1/conversions on',
      'GET /api/v1/conversions to',
      'GET /api/v1/indices/{index}/restatement amount',
      'GET /api/v1/indices/{index}/restatement currency',
      'GET /api/v1/indices/{index}/restatement from',
      'GET /api/v1/indices/{index}/restatement to',
      'GET /api/v1/programmes/{programme}/execution/evidence measure',
      'GET /api/v1/programmes/{programme}/monitoring budgetYear',
      'GET /api/v1/programmes/{programme}/reconciliation budgetYear',
      'GET /api/v1/programmes/{programme}/reconciliation financing',
      'POST /api/v1/imports/files name',
    ]);
  });

  it('asks in no body for the date or the revision, which may be left out', () => {
    for (const [name, { required }] of Object.entries(document.components.schemas)) {
      const asked = name.endsWith('Body') ? (required ?? []) : [];
      expect({ name, asked }).toEqual({ name, asked: expect.not.arrayContaining(['effectiveOn']) });
      expect({ name, asked }).toEqual({ name, asked: expect.not.arrayContaining(['expectedRevision']) });
    }
  });
});
