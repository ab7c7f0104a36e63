import { Client } from 'pg';

test('a PostgreSQL of its own serves the whole run', async () => {
  const client = new Client({ connectionString: process.env.TRAMO_TEST_POSTGRES });
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  await client.end();
  expect(rows[0]?.server_version).toMatch(/^18\./);
});
