import { CommandBus } from '@nestjs/cqrs';
import { contextOf } from '../../apps/server/src/demonstration/act';
import { demonstration } from '../../apps/server/src/demonstration/demonstration';
import { organisation } from '../../apps/server/src/demonstration/organisations';
import { opening, PROGRAMME, year } from '../../apps/server/src/demonstration/programme';
import { house } from '../../apps/server/src/house';
import { startServer, type TestServer } from './support';

jest.setTimeout(120_000);

/** The demonstration's first alliance, which has come the furthest. */
const { id, code, credit } = organisation(1);
const bs = (units: number) => ({ amount: `${units}.00`, currency: 'BOB' });
const ACCOUNT = `cuenta-${id}`;

interface File {
  readonly alliance: Readonly<Record<string, unknown>>;
  readonly agreement: Readonly<Record<string, unknown>> | null;
  readonly accounts: readonly Readonly<Record<string, unknown>>[];
  readonly tranches: readonly Readonly<Record<string, unknown>>[];
  readonly payments: readonly Readonly<Record<string, unknown>>[];
  readonly counterpart: readonly Readonly<Record<string, unknown>>[];
  readonly expenses: readonly Readonly<Record<string, unknown>>[];
  readonly clock: readonly { readonly of: string; readonly owner: string; readonly workingDays: number }[];
  readonly timeline: readonly {
    readonly event: string;
    readonly what: { readonly es: string; readonly en: string };
    readonly about: string | null;
    readonly recordedAt: string;
    readonly effectiveOn: string;
    readonly by: string;
    readonly amount: unknown;
    readonly stream: string;
    readonly link: string;
  }[];
}

describe('the file of an alliance', () => {
  let server: TestServer;
  let file: File;

  beforeAll(async () => {
    server = await startServer({}, undefined, house);
    const bus = server.app.get(CommandBus);
    const mine = demonstration().filter(
      (act, number) =>
        opening.includes(act) ||
        year.includes(act) ||
        JSON.stringify(act.command(contextOf(act, number)).body).includes(`${id}"`),
    );
    for (const [number, act] of mine.entries()) await bus.execute(act.command(contextOf(act, number)));
    const { body } = await server.call('/api/v1/ledger');
    const path = `/api/v1/programmes/${PROGRAMME}/alliances/${id}/file`;
    const answer = await server.call(`${path}?after=${encodeURIComponent(body['head'] as string)}`);
    expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
    file = answer.body as unknown as File;
  });
  afterAll(() => server.stop());

  test('has the alliance, its agreement and its account', () => {
    expect(file.alliance).toMatchObject({ alliance: id, state: 'concluded', agreement: id });
    expect(file.agreement).toMatchObject({ agreement: id, standing: 'closed', credit: bs(credit) });
    expect(file.accounts).toMatchObject([{ account: ACCOUNT, holder: code }]);
  });

  test('has three tranches that were paid, each by one payment', () => {
    const shares = [0.4, 0.4, 0.2].map((part) => bs(credit * part));
    expect(file.tranches.map(({ state, amount }) => ({ state, amount }))).toMatchObject([
      { state: 'closed', amount: shares[0] },
      { state: 'closed', amount: shares[1] },
      { state: 'closed', amount: shares[2] },
    ]);
    expect(file.payments.map(({ state, amount }) => ({ state, amount }))).toEqual(
      shares.map((amount) => ({ state: 'confirmed', amount })),
    );
  });

  test('has four numbers of each party, and every expense', () => {
    expect(file.counterpart).toMatchObject([
      { party: code, kind: 'cash', promised: bs((credit * 3) / 7), deposited: bs((credit * 3) / 7) },
    ]);
    expect(file.expenses).toHaveLength(12);
    expect(file.expenses.every(({ state }) => state === 'accepted')).toBe(true);
  });

  test('has one clock for the alliance and its tranches', () => {
    expect(new Set(file.clock.map((one) => one.of))).toEqual(new Set(['alliance', 'tranche']));
    expect(file.clock.filter(({ owner }) => owner === 'treasury')).not.toEqual([]);
    expect(file.clock.every(({ workingDays }) => workingDays >= 0)).toBe(true);
  });

  test('tells everything of all its streams on one line of time, in two languages', async () => {
    const kinds = new Set(file.timeline.map(({ stream }) => stream.split('-')[0]));
    expect(kinds).toEqual(new Set(['alliance', 'agreement', 'account', 'payment']));
    const recorded = file.timeline.map(({ recordedAt }) => recordedAt);
    expect(recorded).toEqual([...recorded].sort());
    expect(file.timeline[0]).toMatchObject({
      event: 'AllianceRequested',
      what: { es: 'Alianza solicitada' },
    });
    // Nobody reads the type of an event as a sentence.
    expect(file.timeline.filter(({ event, what }) => what.es === event || what.en === event)).toEqual([]);
    const paid = file.timeline.filter(({ event }) =>
      ['PaymentConfirmed', 'TrancheConfirmed'].includes(event),
    );
    expect(paid.slice(0, 2)).toMatchObject([
      { event: 'PaymentConfirmed', by: 'tesoreria', about: `${id}-1-1`, amount: null },
      { event: 'TrancheConfirmed', by: 'tesoreria', amount: bs(credit * 0.4) },
    ]);

    let count = 0;
    for (const stream of new Set(file.timeline.map((moment) => moment.stream))) {
      const { body } = await server.call(`/api/v1/streams/${stream}/events?limit=500`);
      count += (body['events'] as unknown[]).length;
    }
    expect(file.timeline).toHaveLength(count);
    const { body } = await server.call(file.timeline.at(-1)!.link);
    expect(body['events']).toMatchObject([{ type: file.timeline.at(-1)!.event }]);
  });

  test('of an alliance that is not there is not found', async () => {
    const { status } = await server.call(`/api/v1/programmes/${PROGRAMME}/alliances/nobody/file`);
    expect(status).toBe(404);
  });
});
