import { budgetHandlers, budgetStream, CarryForward } from '@tramo/budget';
import { CommandRuntime, type CommandSpec, type EventLog } from '@tramo/event-log';
import type { DomainEvent, LocalDate } from '@tramo/kernel';
import { catalogue } from '../../apps/server/src/projections';
import { house } from '../../apps/server/src/house';
import { through } from '../commands/command-stores';
import { credit, ground, inscription, plan, PROGRAMME, type Posted } from '../published/par2';
import { key, startServer, type Answer, type TestServer } from './support';

type CarrySpec = CommandSpec<CarryForward['body'], unknown, DomainEvent, object>;

const B1 = {
  entity: 'UCN',
  source: 'AIF',
  financing: '8735-bo',
  category: '2(a)',
  component: 'B.1',
  budgetCode: null,
  region: null,
  scope: null,
};
const OLD = budgetStream(PROGRAMME, '2022');
const NEW = budgetStream(PROGRAMME, '2023');
const CARRIED = '1000.00';

/** How often an append to a stream goes through before the process dies in it. */
type Death = Readonly<Record<string, number>>;

describe('money carried forward by a process that dies on the way', () => {
  let server: TestServer;
  let token: string;
  let last = '';

  beforeEach(async () => {
    server = await startServer({}, undefined, house);
    token = await server.tokenOf('ana', 'finance-specialist', 'coordinator', 'administrator');
    const next: Posted = { path: `programmes/${PROGRAMME}/budgets`, body: { year: '2023' } };
    for (const posted of [...ground, ...credit, ...plan, inscription, next]) await accepted(posted);
  });
  afterEach(() => server.stop());

  const post = ({ path, body }: Posted): Promise<Answer> =>
    server.call(`/api/v1/${path}`, { token, headers: key(), body: { effectiveOn: '2022-01-03', ...body } });
  const accepted = async (posted: Posted): Promise<void> => {
    const { status, body } = await post(posted);
    if (status !== 201) throw new Error(`${posted.path}: ${JSON.stringify(body)}`);
    last = body['position'] as string;
  };
  const carry = (by: CommandRuntime): Promise<{ readonly position: string }> => {
    const body = {
      programme: PROGRAMME,
      year: '2023',
      legalAct: { type: 'ley', number: '1493', date: '2022-12-17' as LocalDate },
      lines: [{ from: B1, amount: { amount: CARRIED, currency: 'BOB' as const } }],
    };
    const asked = {
      actor: 'ana',
      roles: ['finance-specialist'],
      idempotencyKey: 'carry-1',
      correlationId: 'carry-1',
      effectiveOn: '2022-12-31' as LocalDate,
      mode: 'live' as const,
    };
    const handler = budgetHandlers.find(({ command }) => command === CarryForward);
    return by.execute(new CarryForward(body, asked), handler!.spec as unknown as CarrySpec);
  };
  /** A process on the same stores that never comes back from an append. */
  const dying = async (death: Death): Promise<CommandRuntime> => {
    const { log, state } = server.system;
    const left = new Map(Object.entries(death));
    let died: () => void;
    const dead = new Promise<void>((resolve) => (died = resolve));
    const append: EventLog['append'] = (stream, ...more) => {
      const times = left.get(stream);
      if (times === 0) {
        died();
        return new Promise(() => undefined);
      }
      if (times !== undefined) left.set(stream, times - 1);
      return log.append(stream, ...more);
    };
    const mortal = new CommandRuntime({ log: through(log, { append }), state, catalogue });
    const handler = budgetHandlers.find(({ command }) => command === CarryForward);
    mortal.register('CarryForward', handler!.spec as unknown as CarrySpec);
    void carry(mortal).catch(() => undefined);
    await dead;
    return mortal;
  };
  const available = async (): Promise<readonly (string | null)[]> => {
    const query = new URLSearchParams({ groupBy: 'budgetYear', measures: 'available', after: last });
    const { body } = await server.call(`/api/v1/programmes/${PROGRAMME}/execution?${query.toString()}`, {
      token,
    });
    const items = body['items'] as readonly { values: { available: { amount: string } | null } }[];
    return items.map(({ values }) => values.available?.amount ?? null);
  };
  const recovered = async (): Promise<void> => {
    // What was reserved is found by following the log.
    for (let tries = 0; tries < 100; tries++) {
      await server.system.commands.recoverOrphans(0);
      const { confirmed, released } = server.system.commands.snapshot().recovered;
      if (confirmed + released > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const head = await server.call('/api/v1/ledger', { token });
    last = head.body['head'] as string;
  };
  const WHOLE = '89608345.00';
  const LESS = '89607345.00';

  test('after it had reserved: the old year has it back, and the same request carries it once', async () => {
    await dying({ [NEW]: 0 });
    await recovered();
    expect(await available()).toEqual([WHOLE, WHOLE]);
    last = (await carry(server.system.commands)).position;
    expect(await available()).toEqual([LESS, CARRIED, WHOLE]);
  });

  test('after it had decided: it stays carried, and the same request is told so', async () => {
    await dying({ [OLD]: 1 });
    await recovered();
    expect(await available()).toEqual([LESS, CARRIED, WHOLE]);
    await carry(server.system.commands);
    expect(await available()).toEqual([LESS, CARRIED, WHOLE]);
  });
});
