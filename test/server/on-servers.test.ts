import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { runOnPostgres, testPostgres } from '../support/stores';
import { WireNode } from '../wire-node/wire-node';
import { inDirectory } from './built';
import { key, startServer } from './support';

// The test node speaks EventStoreDB's protocol and PostgreSQL is a real one; see STACK and test/wire-node/README.md.
describe('an institution that has its own servers', () => {
  it('gets the same ledger from EventStoreDB and PostgreSQL, also after a restart', () =>
    inDirectory(async (directory) => {
      const database = `tramo_${randomUUID().replaceAll('-', '')}`;
      await runOnPostgres(`create database ${database}`);
      const node = await WireNode.start({ file: join(directory, 'node.db') });
      const views = new URL(testPostgres());
      views.pathname = `/${database}`;
      const variables = {
        TRAMO_EVENTSTORE: `esdb://127.0.0.1:${node.port}?tls=false`,
        TRAMO_VIEWS: views.href,
      };
      const dataDir = join(directory, 'data');
      try {
        const first = await startServer(variables, dataDir);
        const token = await first.tokenOf('tom', 'treasurer');
        const headers = key();
        const opened = await first.call('/api/v1/tills', { headers, body: { keeper: 'tom' } });
        const till = String(opened.body['stream']);
        const put = await first.call(`/api/v1/tills/${till}/coins`, {
          token,
          headers: key(),
          body: { amountMinor: 70 },
        });
        expect(put.status).toBe(201);
        const read = await first.call(`/api/v1/tills/${till}?after=${String(put.body['position'])}`);
        expect(read).toMatchObject({ status: 200, body: { heldMinor: 70 } });
        expect(await first.call('/health/ready')).toMatchObject({
          status: 200,
          body: { engine: 'eventstoredb' },
        });
        await first.stop();

        const second = await startServer(variables, dataDir);
        const again = await second.call('/api/v1/tills', { headers, body: { keeper: 'tom' } });
        expect(again).toMatchObject({ status: 201, body: opened.body });
        const { body } = await second.call(`/api/v1/events?stream=${till}`);
        expect(body['events']).toMatchObject([{ type: 'TestTillOpened' }, { type: 'TestCoinsPutIn' }]);

        node.stop();
        const refused = await second.call(`/api/v1/tills/${till}/coins`, {
          token,
          headers: key(),
          body: { amountMinor: 1 },
        });
        expect(refused.status).toBe(503);
        expect(['LEDGER_UNAVAILABLE', 'OUTCOME_UNKNOWN']).toContain(refused.body['code']);
        expect(refused.headers.get('retry-after')).toBeTruthy();
        await second.stop();
      } finally {
        node.stop();
        await runOnPostgres(`drop database ${database} with (force)`);
      }
    }));
});
