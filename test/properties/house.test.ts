import { readAllEvents } from './read-all';
import { join } from 'node:path';
import fc from 'fast-check';
import { dumpViews, rebuildViews } from '@tramo/event-log';
import { DIMENSIONS, measureOf, type CubeRow, type Dimension, type MeasureKey } from '@tramo/journal';
import type { LocalDate } from '@tramo/kernel';
import { openSql } from '@tramo/stores';
import { house } from '../../apps/server/src/house';
import { credit, ground, plan, PROGRAMME, type Posted } from '../published/par2';
import { key, startServer, type Answer, type TestServer } from '../server/support';
import { temporaryDirectory } from '../support/stores';
import { booked, bruteForce, imbalances, lowestState, type BookedPosting } from './brute-force';
import { anyCommand } from './random-budget';

jest.setTimeout(240_000);

const MEASURED: readonly MeasureKey[] = [
  'programmed',
  'inscribed',
  'current',
  'available',
  'committed',
  'free',
  'reserved',
];
const COMMANDS = 300;

describe('whatever people do to a budget', () => {
  let server: TestServer;
  let token: string;
  let colleague: string;
  let last = '';
  const statuses = new Map<number, number>();
  const codes = new Set<string>();

  beforeAll(async () => {
    server = await startServer({}, undefined, house);
    token = await server.tokenOf('ana', 'finance-specialist', 'coordinator', 'administrator');
    colleague = await server.tokenOf('rosa', 'finance-specialist', 'coordinator');
    for (const posted of [...ground, ...credit, ...plan, ...more]) {
      const { status, body } = await post(posted);
      if (status !== 201) throw new Error(`${posted.path}: ${JSON.stringify(body)}`);
    }
    // As many random commands as the properties below are asked of; fast-check prints its seed when one fails.
    await fc.assert(
      fc.asyncProperty(anyCommand, fc.boolean(), async (posted, another) => {
        const before = await head();
        const { status, body } = await post(posted, another ? colleague : token);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status === 201) return;
        codes.add(body['code'] as string);

        // A refused command leaves no event, and says what it takes.
        expect([400, 404, 409, 422]).toContain(status);
        expect(await head()).toBe(before);
      }),
      { numRuns: COMMANDS, endOnFailure: true },
    );
  });
  afterAll(() => server.stop());

  const post = async ({ path, body }: Posted, by = token): Promise<Answer> => {
    const answer = await server.call(`/api/v1/${path}`, {
      token: by,
      headers: key(),
      body: { effectiveOn: '2022-01-03', ...body },
    });
    if (answer.status === 201) last = answer.body['position'] as string;
    return answer;
  };
  const head = async (): Promise<unknown> => (await server.call('/api/v1/ledger', { token })).body['head'];
  const all = async (): Promise<readonly BookedPosting[]> => booked(await readAllEvents(server.system.log));
  /** Until the views show everything. */
  const caughtUp = async (): Promise<void> => {
    const { status } = await server.call(
      `/api/v1/programmes/${PROGRAMME}/execution?after=${encodeURIComponent(last)}`,
      { token },
    );
    expect(status).toBe(200);
  };

  test('some of it is accepted and much is refused, for many reasons', () => {
    expect(statuses.get(201)).toBeGreaterThan(COMMANDS / 10);
    expect(codes.size).toBeGreaterThan(5);
    expect(codes).not.toContain('INTERNAL_ERROR');
  });

  test('everything balances, per entity, books and currency', async () => {
    const everything = await all();
    expect(everything.length).toBeGreaterThan(COMMANDS / 5);
    expect(imbalances(everything)).toEqual([]);
  });

  test('no state of any cascade is ever below zero', async () => {
    expect(lowestState(await all())).toBe(0n);
  });

  test('as-of equals a fold of the events, at any instant on both axes, grouped in any way', async () => {
    await caughtUp();
    const everything = await all();
    const instants = everything.map(({ recordedAt }) => recordedAt);
    const instant = fc.constantFrom(...instants, '2000-01-01T00:00:00.000Z', '2100-01-01T00:00:00.000Z');
    const date = fc.constantFrom(
      '2021-12-31',
      '2022-01-03',
      '2022-02-14',
      '2022-06-30',
      '2022-11-11',
      '2023-01-01',
    );
    const grouping = fc.subarray(DIMENSIONS as readonly Dimension[] as Dimension[], { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...MEASURED),
        grouping,
        instant,
        date,
        async (measure, groupBy, recordedUpTo, effectiveUpTo) => {
          const rows = await server.system.cube.query({
            where: [{ field: 'basis', in: ['both', 'own'] }],
            groupBy: [...groupBy.map((field) => ({ field })), { field: 'currency' as const }],
            measures: [measureOf(measure).of],
            asOf: { recordedUpTo, effectiveUpTo: effectiveUpTo as LocalDate },
          });
          expect(sumsOf(rows)).toEqual(
            bruteForce(everything, measure, groupBy, { recordedUpTo, effectiveUpTo }),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  test('as-of the last position is now', async () => {
    await caughtUp();
    const query = {
      where: [],
      groupBy: DIMENSIONS.map((field) => ({ field })),
      measures: MEASURED.map((measure) => measureOf(measure).of),
    };
    const { ordinal } = await server.system.cube.standing();
    const now = await server.system.cube.query(query);
    expect(await server.system.cube.query({ ...query, asOf: { ordinalUpTo: ordinal! } })).toEqual(now);
    expect(now.length).toBeGreaterThan(10);
  });

  test('a report grouped in any way adds to the same total', async () => {
    const totals = new Set<string>();
    for (const groupBy of [
      '',
      'component',
      'source,component',
      'region,source',
      'component:1,category,source',
      'entity,budgetCode',
    ]) {
      const query = new URLSearchParams({
        ...(groupBy && { groupBy }),
        measures: 'programmed,inscribed,available,committed',
        after: last,
      });
      const { body } = await server.call(`/api/v1/programmes/${PROGRAMME}/execution?${query.toString()}`, {
        token,
      });
      const items = body['items'] as readonly {
        kind: string;
        values: Record<string, { amount: string } | null>;
      }[];
      const amountsOf = (values: Record<string, { amount: string } | null>): readonly bigint[] =>
        Object.values(values).map((value) => BigInt((value?.amount ?? '0.00').replace('.', '')));
      const groups = items.filter(({ kind }) => kind === 'group').map(({ values }) => amountsOf(values));
      const total = amountsOf(items.at(-1)!.values);
      if (groupBy)
        expect(total.map((_, index) => groups.reduce((sum, group) => sum + group[index]!, 0n))).toEqual(
          total,
        );
      totals.add(total.join(' '));
    }
    expect(totals.size).toBe(1);
  });

  test('replay equals live, row for row', async () => {
    await caughtUp();
    const elsewhere = temporaryDirectory();
    try {
      const views = { engine: 'sqlite', file: join(elsewhere.path, 'views.db') } as const;
      const { log, projections } = { log: server.system.settings.log, projections: house.projections };
      await rebuildViews({ log, views, projections });
      const rebuilt = await openSql<unknown>(views, 'views');
      const dumpOf = async (store: typeof rebuilt): Promise<string[]> => {
        const lines: string[] = [];
        for await (const line of dumpViews(store.db)) lines.push(line);
        return lines;
      };
      const live = await dumpOf(server.system.views);
      expect(live.length).toBeGreaterThan(COMMANDS / 5);
      expect(await dumpOf(rebuilt)).toEqual(live);
      await rebuilt.close();
    } finally {
      elsewhere.discard();
    }
  });
});

/** What PAR II did not have: money of the treasury, and regions. */
const more: readonly Posted[] = [
  {
    path: `programmes/${PROGRAMME}/classifiers/source`,
    body: { entries: [{ code: 'TGN', name: 'Tesoro', validFrom: '2018-04-01', sourceKind: 'treasury' }] },
  },
  {
    path: `programmes/${PROGRAMME}/classifiers/region`,
    body: { entries: [{ code: 'Potosí', name: 'Potosí', validFrom: '2018-04-01' }] },
  },
];

const sumsOf = (rows: readonly CubeRow[]): ReadonlyMap<string, bigint> =>
  new Map(
    rows.flatMap(({ group, values: [minor] }) =>
      minor === null || minor === undefined ? [] : [[JSON.stringify(group), minor] as const],
    ),
  );
