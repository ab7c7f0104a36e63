import { openStateStore, readCursor, type StateStore } from '@tramo/stores';
import { engines, testStores, type TestStore } from '../../../../test/support/stores';
import { CommandStore, type AcceptedRow, type ReservationRow } from './command-store';
import { commandMigrations } from './tables';

const accepted = (key: string, stream = 'account-1'): AcceptedRow => ({
  idempotency_key: key,
  stream,
  command: 'Deposit',
  body_hash: 'f'.repeat(64),
});

const opened = (id: string): ReservationRow => ({
  id,
  name: 'funds',
  step: 'reserve',
  stream: 'budget-1',
  revision: 3n,
  for_stream: 'order-1',
  command: 'PlaceOrder',
  command_id: 'attempt-1',
  idempotency_key: 'key-1',
  recorded_at: '2022-03-31T12:00:00.000Z',
});

const nothing = { accepted: [], opened: [], closed: [], confirmed: [] };
const noMore = (): Promise<void> => Promise.resolve();

describe.each(engines)('the command tables on %s', (engine) => {
  let home: TestStore;
  let state: StateStore;
  let store: CommandStore;

  beforeEach(async () => {
    home = testStores[engine]();
    state = await openStateStore(home.config, commandMigrations);
    store = new CommandStore(state);
  });
  afterEach(async () => {
    await state.close();
    await home.discard();
  });

  test('find keys as they were written, whatever they look like', async () => {
    const keys = ['plain', "O'Brien", '{"a":1}', '[1]', '"', 'ñandú 🦤', '\\', 'null', '12', '$1?', 'a\nb'];
    await store.write({ ...nothing, accepted: keys.map((key) => accepted(key)) }, noMore);
    const found = await store.findAccepted([...keys, 'PLAIN', 'missing']);
    expect(new Set(found)).toEqual(new Set(keys.map((key) => accepted(key))));
    expect(await store.findAccepted(['missing'])).toEqual([]);
  });

  test('keep the first stream a key was accepted on', async () => {
    await store.write({ ...nothing, accepted: [accepted('key-1')] }, noMore);
    await store.write({ ...nothing, accepted: [accepted('key-1', 'account-2'), accepted('key-2')] }, noMore);
    expect(await store.findAccepted(['key-1'])).toEqual([accepted('key-1')]);
    expect(await store.findAccepted(['key-2'])).toHaveLength(1);
  });

  test('take more rows at a time than a statement takes parameters', async () => {
    const ids = Array.from({ length: 3_000 }, (_, index) => `id-${index}`);
    await store.write(
      { accepted: ids.map((id) => accepted(id)), opened: ids.map(opened), closed: [], confirmed: [] },
      noMore,
    );
    await store.write({ ...nothing, opened: [opened('id-0')], closed: ids.slice(1) }, noMore);
    expect(await store.db.selectFrom('open_reservation').selectAll().execute()).toEqual([opened('id-0')]);
    expect(await store.findAccepted(ids)).toHaveLength(3_000);
  });

  test('move together with the cursor, or not at all', async () => {
    const failing = store.write({ ...nothing, accepted: [accepted('key-1')] }, () =>
      Promise.reject(new Error('no')),
    );
    await expect(failing).rejects.toThrow('no');
    expect(await store.findAccepted(['key-1'])).toEqual([]);
    expect(await readCursor(state.db, 'commands')).toBeUndefined();
  });
});
