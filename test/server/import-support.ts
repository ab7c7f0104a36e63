import { setTimeout as wait } from 'node:timers/promises';
import type { ImportAnswer } from '../../apps/server/src/import/imports.dto';
import type { TestServer } from './support';

export type Tables = Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>;

export interface Asked {
  readonly dryRun?: boolean;
  readonly decimal?: string;
}

/** Sends the files and answers what an import names them by. */
export async function send(
  server: TestServer,
  token: string,
  tables: Tables,
): Promise<{ name: string; sha256: string }[]> {
  const files: { name: string; sha256: string }[] = [];
  for (const [name, content] of Object.entries(tables)) {
    const response = await fetch(`${server.url}/api/v1/imports/files?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
      body: new Blob([content]),
    });
    const body = (await response.json()) as { sha256: string };
    if (response.status !== 201) throw new Error(JSON.stringify(body));
    files.push({ name, sha256: body.sha256 });
  }
  return files;
}

export async function begin(
  server: TestServer,
  token: string,
  tables: Tables,
  asked: Asked = {},
): Promise<ImportAnswer> {
  const body = { files: await send(server, token, tables), ...asked };
  const answer = await server.call('/api/v1/imports', { token, body });
  if (answer.status !== 202) throw new Error(JSON.stringify(answer.body));
  return answer.body as unknown as ImportAnswer;
}

const UNDER_WAY = ['trying', 'importing'];

export async function ended(server: TestServer, token: string, id: string): Promise<ImportAnswer> {
  for (;;) {
    const { body } = await server.call(`/api/v1/imports/${id}`, { token });
    const answer = body as unknown as ImportAnswer;
    if (!UNDER_WAY.includes(answer.state)) return answer;
    await wait(20);
  }
}

/** Sends, imports and waits for what comes of it. */
export async function importTables(
  server: TestServer,
  token: string,
  tables: Tables,
  asked: Asked = {},
): Promise<ImportAnswer> {
  const begun = await begin(server, token, tables, asked);
  return UNDER_WAY.includes(begun.state) ? ended(server, token, begun.id) : begun;
}

/** A bad row as a line: where, what, why. */
export const told = ({ badRows }: ImportAnswer): string[] =>
  badRows.map(({ file, line, column, value, code }) =>
    [`${file}:${line}`, column ?? '-', value ?? '-', code].join(' '),
  );
