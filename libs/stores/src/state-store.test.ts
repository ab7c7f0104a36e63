import { findToken, hashToken, issueToken, revokeToken } from './bearer-token';
import { testStores, engines } from '../../../test/support/stores';
import type { TestStore } from '../../../test/support/stores';
import type { Migration } from './migrations';
import { moveCursor, readCursor } from './process-cursor';
import { openStateStore } from './state-store';
import type { StateStore } from './state-store';

const NOW = new Date('2022-03-31T12:00:00.000Z');
const LATER = new Date('2022-04-01T12:00:00.000Z');

const drafts: Migration = {
  name: 'test/draft',
  up: (db, { text }) =>
    db.schema
      .createTable('draft')
      .addColumn('id', text, (column) => column.primaryKey())
      .execute(),
};

describe.each(engines)('the state store on %s', (engine) => {
  let place: TestStore;
  let state: StateStore;

  beforeEach(async () => {
    place = testStores[engine]();
    state = await openStateStore(place.config);
  });

  afterEach(async () => {
    await state.close();
    await place.discard();
  });

  const reopen = async (migrations?: readonly Migration[]): Promise<void> => {
    await state.close();
    state = await openStateStore(place.config, migrations);
  };

  describe('bearer tokens', () => {
    const request = { person: 'ana', roles: ['treasurer', 'auditor'], label: 'monthly export', now: NOW };

    test('are found by their hash, and rest as nothing else', async () => {
      const token = await issueToken(state.db, request);
      expect(token).toMatch(/^tramo_[A-Za-z0-9_-]{43}$/);
      await reopen();
      expect(await findToken(state.db, hashToken(token), NOW)).toEqual({
        hash: hashToken(token),
        person: 'ana',
        roles: ['treasurer', 'auditor'],
        label: 'monthly export',
        createdAt: '2022-03-31T12:00:00.000Z',
        expiresAt: null,
      });
      const rows = await state.db.selectFrom('bearer_token').selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain(token);
    });

    test('are never the same twice', async () => {
      const tokens = await Promise.all(Array.from({ length: 20 }, () => issueToken(state.db, request)));
      expect(new Set(tokens).size).toBe(20);
    });

    test('end at the instant they expire', async () => {
      const hash = hashToken(await issueToken(state.db, { ...request, expiresAt: LATER }));
      expect(await findToken(state.db, hash, new Date(LATER.getTime() - 1))).toBeDefined();
      expect(await findToken(state.db, hash, LATER)).toBeUndefined();
    });

    test('end once when revoked, alone', async () => {
      const hash = hashToken(await issueToken(state.db, request));
      const other = hashToken(await issueToken(state.db, request));
      expect(await revokeToken(state.db, hash, LATER)).toBe(true);
      expect(await revokeToken(state.db, hash, LATER)).toBe(false);
      expect(await revokeToken(state.db, hashToken('tramo_unknown'), LATER)).toBe(false);
      expect(await findToken(state.db, hash, LATER)).toBeUndefined();
      expect(await findToken(state.db, other, LATER)).toBeDefined();
    });
  });

  describe('process cursors', () => {
    const name = 'reservations';

    test('move from where they stand, and from nowhere else', async () => {
      expect(await readCursor(state.db, name)).toBeUndefined();
      expect(await moveCursor(state.db, { name, from: 'a', to: 'b', now: NOW })).toBe(false);
      expect(await moveCursor(state.db, { name, from: undefined, to: 'a', now: NOW })).toBe(true);
      expect(await moveCursor(state.db, { name, from: undefined, to: 'z', now: NOW })).toBe(false);
      expect(await moveCursor(state.db, { name, from: 'a', to: 'b', now: LATER })).toBe(true);
      expect(await moveCursor(state.db, { name, from: 'a', to: 'c', now: LATER })).toBe(false);
      await reopen();
      expect(await readCursor(state.db, name)).toBe('b');
    });

    test('let one of many rivals through', async () => {
      await moveCursor(state.db, { name, from: undefined, to: 'a', now: NOW });
      const rivals = Array.from({ length: 10 }, (_, index) =>
        moveCursor(state.db, { name, from: 'a', to: `to-${index}`, now: NOW }),
      );
      expect((await Promise.all(rivals)).filter(Boolean)).toHaveLength(1);
    });
  });

  describe('migrations', () => {
    test('of another room are applied once, beside what is there', async () => {
      const token = await issueToken(state.db, { person: 'ana', roles: [], label: 'kept', now: NOW });
      await reopen([drafts]);
      const db = state.db.withTables<{ draft: { id: string } }>();
      await db.insertInto('draft').values({ id: 'first' }).execute();
      await reopen([drafts]);
      expect(await findToken(state.db, hashToken(token), NOW)).toBeDefined();
    });

    test('that fail leave nothing behind and are tried again', async () => {
      const failing: Migration = {
        ...drafts,
        up: async (db, types) => {
          await drafts.up(db, types);
          throw new Error('halfway');
        },
      };
      await expect(openStateStore(place.config, [failing])).rejects.toThrow('halfway');
      await reopen([drafts]);
    });

    test('of a newer program are refused by name', async () => {
      await reopen([drafts]);
      await expect(openStateStore(place.config)).rejects.toMatchObject({
        reason: 'newer',
        message: expect.stringContaining('test/draft') as string,
      });
    });

    test('with one name twice are a mistake', async () => {
      await expect(openStateStore(place.config, [drafts, drafts])).rejects.toThrow(/name of its own/);
    });

    test('run once when many start together', async () => {
      const stores = await Promise.all(
        Array.from({ length: 4 }, () => openStateStore(place.config, [drafts])),
      );
      await Promise.all(stores.map((store) => store.close()));
      await reopen([drafts]);
    });
  });
});
