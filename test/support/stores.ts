import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { SqlConfig } from '@tramo/stores';

/** Something to run a suite against, made afresh for each test and gone after it. */
export interface TestStore {
  readonly config: SqlConfig;
  discard(): Promise<void>;
}

export function temporaryDirectory(): { readonly path: string; discard(): void } {
  const path = mkdtempSync(join(tmpdir(), 'tramo-'));
  return { path, discard: () => rmSync(path, { recursive: true, force: true }) };
}

export async function runOnPostgres(statement: string): Promise<void> {
  const client = new Client({ connectionString: testPostgres() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export function testPostgres(): string {
  const connectionString = process.env.TRAMO_TEST_POSTGRES;
  if (!connectionString) throw new Error('TRAMO_TEST_POSTGRES is set by the test run: see test/setup');
  return connectionString;
}

export const testStores: Readonly<Record<SqlConfig['engine'], () => TestStore>> = {
  sqlite: () => {
    const directory = temporaryDirectory();
    return {
      config: { engine: 'sqlite', file: join(directory.path, 'store.db') },
      discard: () => Promise.resolve(directory.discard()),
    };
  },
  postgres: () => {
    const schema = `test_${randomUUID().replaceAll('-', '')}`;
    return {
      config: { engine: 'postgres', connectionString: testPostgres(), schema },
      discard: () => runOnPostgres(`drop schema if exists "${schema}" cascade`),
    };
  },
};

export const engines = Object.keys(testStores) as SqlConfig['engine'][];
