import { CommandBus } from '@nestjs/cqrs';
import type { CommandAnswer } from '@tramo/event-log';
import { findingHandlers, type AccountCode } from '@tramo/journal';
import type { LocalDate } from '@tramo/kernel';
import { programmesHandlers } from '@tramo/programmes';
import { randomUUID } from 'node:crypto';
import { extname, join } from 'node:path';
import { JournalModule } from '../../apps/server/src/journal/journal.module';
import { ProgrammesModule } from '../../apps/server/src/programmes/programmes.module';
import type { Rooms } from '../../apps/server/src/rooms';
import { Book, bookingHandlers, type Booking } from './bookings/bookings';
import { catalogue, postings } from './bookings/projections';
import { key, startServer, type Answer, type TestServer } from './support';

const rooms: Rooms = {
  modules: [JournalModule, ProgrammesModule],
  commandHandlers: [...findingHandlers, ...programmesHandlers, ...bookingHandlers],
  catalogue,
  postings,
  migrations: [],
  projections: join(__dirname, 'bookings', `projections${extname(__filename)}`),
};

const PAR2 = {
  programme: 'par2',
  name: 'Proyecto de Alianzas Rurales II',
  country: 'BO',
  agency: 'EMPODERAR',
  zone: 'America/La_Paz',
  bookCurrency: 'BOB',
  displayUnit: 1,
  unit: { code: 'U', name: 'Unidad' },
};

const bob = (amount: string) => ({ amount, currency: 'BOB' });
const usd = (amount: string) => ({ amount, currency: 'USD' });

type Item = Record<string, unknown>;

describe('the books over HTTP', () => {
  let server: TestServer;
  let last = '';

  beforeAll(async () => {
    server = await startServer({}, undefined, rooms);
    await post('programmes', PAR2);
    await post('programmes/par2/classifiers/component', {
      entries: [
        { code: 'B', name: 'Implementación', validFrom: '2022-01-01' },
        { code: 'B.1', name: 'Subproyectos', parent: 'B', validFrom: '2022-01-01' },
      ],
    });
    await book('1120', '4200', bob('100.00'), { effectiveOn: '2022-01-10' });
    await book('5200', '1120', bob('30.00'), { effectiveOn: '2022-02-10', component: 'B.1' });
    await book('1110', '2100', usd('10.00'), { effectiveOn: '2022-02-11', book: bob('68.60') });
    await book('1120', '4200', bob('7.00'), { effectiveOn: '2022-01-20', actor: 'luis' });
    await book('910', '900.1', bob('20000.00'), { effectiveOn: '2022-03-01', mode: 'history' });
  });
  afterAll(() => server.stop());

  async function post(path: string, body: object): Promise<void> {
    const answer = await server.call(`/api/v1/${path}`, { method: 'POST', body, headers: key() });
    expect([answer.status, answer.body['code']]).toEqual([201, undefined]);
  }

  async function book(
    debit: AccountCode,
    credit: AccountCode,
    amount: Booking['amount'],
    {
      effectiveOn,
      actor = 'ana',
      mode = 'live' as const,
      ...more
    }: Partial<Booking> & {
      readonly effectiveOn: string;
      readonly actor?: string;
      readonly mode?: 'live' | 'history';
    },
  ): Promise<void> {
    const body = {
      programme: 'par2',
      entity: 'U',
      debit,
      credit,
      amount,
      book: null,
      component: null,
      ...more,
    };
    const answer: CommandAnswer = await server.app.get(CommandBus).execute(
      new Book(body, {
        actor,
        roles: [],
        idempotencyKey: randomUUID(),
        correlationId: 'test',
        effectiveOn: effectiveOn as LocalDate,
        mode,
      }),
    );
    last = answer.position;
  }

  const ask = (path: string, options = {}): Promise<Answer> =>
    server.call(`/api/v1/programmes/par2/${path}${path.includes('?') ? '&' : '?'}after=${last}`, options);
  const read = async (path: string): Promise<Answer['body']> => {
    const { status, body } = await ask(path);
    expect({ path, status }).toEqual({ path, status: 200 });
    return body;
  };
  const itemsOf = (body: Answer['body']): readonly Item[] => body['items'] as Item[];
  const accountsOf = (entry: Item): unknown[] =>
    (entry['postings'] as { account: string }[]).map(({ account }) => account);

  describe('the journal', () => {
    it('shows each event as a balanced entry, the newest first', async () => {
      const body = await read('journal');
      const items = itemsOf(body);
      expect(items.map(accountsOf)).toEqual([
        ['910', '900.1'],
        ['1120', '4200'],
        ['1110', '2100'],
        ['5200', '1120'],
        ['1120', '4200'],
      ]);
      expect(body['next']).toBeNull();
      expect(items[2]).toMatchObject({
        event: {
          stream: 'bookings-par2',
          revision: 2,
          type: 'TestBooked',
          actor: 'ana',
          command: 'Book',
          effectiveOn: '2022-02-11',
          correctsOn: null,
          mode: 'live',
        },
        postings: [
          {
            account: '1110',
            accountNameEs: 'Cuenta especial',
            debit: usd('10.00'),
            credit: null,
            book: bob('68.60'),
          },
          { account: '2100', debit: null, credit: usd('10.00'), book: bob('68.60') },
        ],
      });
    });

    it('leads from an entry to its event', async () => {
      const [entry] = itemsOf(await read('journal?order=oldest'));
      const one = await read(`journal/${String(entry!['ordinal'])}`);
      expect(one).toEqual(entry);
      const { link, id } = entry!['event'] as { link: string; id: string };
      const events = (await server.call(link)).body['events'] as { id: string }[];
      expect(events.map((event) => event.id)).toEqual([id]);
    });

    it.each([
      ['order=oldest&account=1120', ['2022-01-10', '2022-02-10', '2022-01-20']],
      ['account=1120', ['2022-01-20', '2022-02-10', '2022-01-10']],
      ['account=1120,1110&currency=USD', ['2022-02-11']],
      ['component=B.1', ['2022-02-10']],
      ['component=B*', ['2022-02-10']],
      ['component=~&account=1120', ['2022-01-20', '2022-01-10']],
      ['entity=F', []],
      ['actor=luis', ['2022-01-20']],
      ['actor=luis&account=4200', ['2022-01-20']],
      ['type=TestBooked&effectiveFrom=2022-01-15&effectiveUpTo=2022-02-10', ['2022-01-20', '2022-02-10']],
      ['account=1120&effectiveFrom=2022-01-15&effectiveUpTo=2022-02-10', ['2022-01-20', '2022-02-10']],
      ['type=NoSuchThing', []],
      ['recordedFrom=2999-01-01T00:00:00Z', []],
      ['recordedUpTo=2000-01-01T00:00:00Z', []],
    ])('filtered by %s', async (filter, dates) => {
      const items = itemsOf(await read(`journal?${filter}`));
      expect(items.map(({ event }) => (event as { effectiveOn: string }).effectiveOn)).toEqual(dates);
    });

    it.each(['', '&order=oldest', '&account=1120,900.1,2100', '&account=1120,900.1,2100&order=oldest'])(
      'gives the same in pages%s',
      async (filter) => {
        const all = itemsOf(await read(`journal?limit=100${filter}`));
        const inPages: Item[] = [];
        for (let cursor: string | null = ''; cursor !== null;) {
          const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
          const page = await read(`journal?limit=2${filter}${from}`);
          inPages.push(...itemsOf(page));
          cursor = page['next'] as string | null;
        }
        expect(inPages).toEqual(all);
      },
    );

    it('is a table with a row for each posting', async () => {
      const { body, headers } = await ask('journal?format=csv&order=oldest');
      const [header, first, ...rest] = String(body['text']).split('\r\n');
      expect(headers.get('content-disposition')).toBe('attachment; filename="programmes-par2-journal.csv"');
      expect(header).toContain('ordinal,event.id,event.stream');
      expect(header).toContain('posting.debit.amount,posting.debit.currency');
      expect(first).toContain(',1120,Operating account,Cuenta operativa,100.00,BOB,');
      expect(rest).toHaveLength(10);
    });

    it.each([
      ['journal?cursor=x', 400, 'CURSOR_MALFORMED'],
      ['journal?account=1120&cursor=7', 400, 'CURSOR_MALFORMED'],
      ['journal?account=abc', 400, 'REQUEST_INVALID'],
      ['journal?recordedUpTo=yesterday', 400, 'REQUEST_INVALID'],
      ['journal/999999', 404, 'NO_SUCH_ENTRY'],
      ['journal/x', 404, 'NO_SUCH_ENTRY'],
    ])('refuses %s', async (path, status, code) => {
      const answer = await ask(path);
      expect([answer.status, answer.body['code']]).toEqual([status, code]);
    });
  });

  describe('the trial balance', () => {
    it('has every account, and its totals balance', async () => {
      const body = await read('trial-balance');
      expect(itemsOf(body).map(({ account, debit, credit }) => [account, debit, credit])).toEqual([
        ['1110', usd('10.00'), usd('0.00')],
        ['1120', bob('77.00'), bob('0.00')],
        ['2100', usd('0.00'), usd('10.00')],
        ['4200', bob('0.00'), bob('107.00')],
        ['5200', bob('30.00'), bob('0.00')],
        ['900.1', bob('0.00'), bob('20000.00')],
        ['910', bob('20000.00'), bob('0.00')],
      ]);
      expect(body['totals']).toEqual([
        {
          entity: 'U',
          set: 'real',
          debit: usd('10.00'),
          credit: usd('10.00'),
          difference: usd('0.00'),
          balanced: true,
        },
        {
          entity: 'U',
          set: 'real',
          debit: bob('107.00'),
          credit: bob('107.00'),
          difference: bob('0.00'),
          balanced: true,
        },
        {
          entity: 'U',
          set: 'budget',
          debit: bob('20000.00'),
          credit: bob('20000.00'),
          difference: bob('0.00'),
          balanced: true,
        },
      ]);
      expect(body['balanced']).toBe(true);
    });

    it('is had in the book currency, and as of a date or an instant', async () => {
      const inBook = await read('trial-balance?face=book&effectiveUpTo=2022-02-11');
      expect(inBook['totals']).toMatchObject([{ set: 'real', debit: bob('175.60'), balanced: true }]);
      expect(itemsOf(await read('trial-balance?recordedUpTo=2000-01-01T00:00:00Z'))).toEqual([]);
      const [first] = itemsOf(await read('trial-balance?effectiveUpTo=2022-01-10'));
      expect(first).toMatchObject({ account: '1120', debit: bob('100.00') });
    });
  });

  describe('the statement of an account', () => {
    const moves = (body: Answer['body']): unknown[] =>
      itemsOf(body).map(({ debit, credit, balance }) => [debit, credit, balance]);

    it('opens, moves and closes', async () => {
      const body = await read('accounts/1120/statement?effectiveFrom=2022-01-11&effectiveUpTo=2022-02-28');
      expect(body).toMatchObject({
        account: '1120',
        accountName: 'Operating account',
        balances: [{ opening: bob('100.00'), movement: bob('-23.00'), closing: bob('77.00') }],
        next: null,
      });
      expect(moves(body)).toEqual([
        [null, bob('30.00'), bob('70.00')],
        [bob('7.00'), null, bob('77.00')],
      ]);
      const entry = await server.call(itemsOf(body)[0]!['entry'] as string);
      expect(accountsOf(entry.body)).toEqual(['5200', '1120']);
    });

    it('runs on over pages, whatever is recorded meanwhile', async () => {
      const first = await read('accounts/1120/statement?limit=1');
      expect(moves(first)).toEqual([[bob('100.00'), null, bob('100.00')]]);
      await book('1120', '4200', bob('1.00'), { effectiveOn: '2022-01-01', entity: 'F' });
      const second = await read(`accounts/1120/statement?limit=1&cursor=${String(first['next'])}`);
      expect(moves(second)).toEqual([[null, bob('30.00'), bob('70.00')]]);
      expect(second['balances']).toEqual(first['balances']);
      const third = await read(`accounts/1120/statement?limit=1&cursor=${String(second['next'])}`);
      expect(moves(third)).toEqual([[bob('7.00'), null, bob('77.00')]]);
      expect(third['next']).toBeNull();
      expect(moves(await read('accounts/1120/statement?entity=F'))).toEqual([
        [bob('1.00'), null, bob('1.00')],
      ]);
    });

    it('has both faces of an amount', async () => {
      expect((await read('accounts/1110/statement'))['balances']).toMatchObject([{ closing: usd('10.00') }]);
      expect((await read('accounts/1110/statement?face=book'))['balances']).toMatchObject([
        { closing: bob('68.60') },
      ]);
    });

    it.each([
      ['accounts/9999/statement', 404, 'NO_SUCH_ACCOUNT'],
      ['accounts/1120/statement?cursor=1', 400, 'CURSOR_MALFORMED'],
      ['accounts/1120/statement?effectiveFrom=2022-02-01&effectiveUpTo=2022-01-01', 400, 'REQUEST_INVALID'],
      ['accounts/1120/statement?recordedUpTo=2022-02-30T00:00:00Z', 400, 'REQUEST_INVALID'],
    ])('refuses %s', async (path, status, code) => {
      const answer = await ask(path);
      expect([answer.status, answer.body['code']]).toEqual([status, code]);
    });
  });

  it('has a chart in two languages', async () => {
    const { body } = await server.call('/api/v1/chart-of-accounts');
    expect(itemsOf(body)[0]).toEqual({
      code: '1110',
      set: 'real',
      role: 'asset',
      name: 'Special account',
      nameEs: 'Cuenta especial',
    });
    expect(itemsOf(body).length).toBeGreaterThan(60);
  });

  it.each(['journal', 'trial-balance', 'accounts/1120/statement', 'findings'])(
    'knows no %s of a programme that there is not',
    async (path) => {
      const { status, body } = await server.call(`/api/v1/programmes/none/${path}`);
      expect([status, body['code']]).toEqual([404, 'NO_SUCH_PROGRAMME']);
    },
  );

  describe('findings', () => {
    let id = '';
    let ana = '';
    let luis = '';
    beforeAll(async () => {
      ana = await server.tokenOf('ana', 'finance-specialist');
      luis = await server.tokenOf('luis', 'auditor');
    });

    const say = async (token: string, what: string, body: object): Promise<unknown> => {
      const answer = await server.call(`/api/v1/programmes/par2/findings/${id}/${what}`, {
        method: 'POST',
        token,
        body,
        headers: key(),
      });
      if (answer.status === 201) last = answer.body['position'] as string;
      return answer.body['code'] ?? answer.status;
    };

    it('are what history broke', async () => {
      const [finding] = itemsOf(
        await read('findings?state=open&code=BOOKED_TOO_MUCH&effectiveUpTo=2022-03-01'),
      );
      id = finding!['id'] as string;
      expect(finding).toMatchObject({
        programme: 'par2',
        state: 'open',
        rule: 'nobody books so much at once',
        values: { amount: bob('20000.00') },
        cure: 'book it in parts',
        field: 'amount',
        event: { type: 'TestBooked', stream: 'bookings-par2', revision: 4, effectiveOn: '2022-03-01' },
      });
      expect(itemsOf(await read('findings?effectiveFrom=2022-03-02'))).toEqual([]);
      expect(itemsOf(await read('findings?state=closed'))).toEqual([]);
    });

    it('are explained by one, closed by another, and opened again', async () => {
      expect(await say(luis, 'explanations', { explanation: 'x' })).toBe('ROLE_MISSING');
      expect(await say(ana, 'closings', {})).toBe('FINDING_NOT_EXPLAINED');
      expect(await say(ana, 'explanations', { explanation: ' ' })).toBe('REQUEST_INVALID');
      expect(await say(ana, 'explanations', { explanation: 'one act for the whole year' })).toBe(201);
      expect(await say(ana, 'closings', {})).toBe('SAME_PERSON');
      expect(await say(luis, 'closings', { note: 'seen' })).toBe(201);
      expect(await say(luis, 'reopenings', { reason: 'the act is of another year' })).toBe(201);
      expect(await read(`findings/${id}`)).toMatchObject({
        state: 'open',
        steps: [
          { kind: 'FindingExplained', said: 'one act for the whole year', by: 'ana' },
          { kind: 'FindingClosed', said: 'seen', by: 'luis' },
          { kind: 'FindingReopened', said: 'the act is of another year', by: 'luis' },
        ],
      });
    });

    it('are found, or said not to be there', async () => {
      const all = await server.call('/api/v1/findings');
      expect(itemsOf(all.body)).toEqual(itemsOf(await read('findings')));
      expect((await ask('findings/none')).body['code']).toBe('NO_SUCH_FINDING');
      expect((await ask('findings?cursor=1')).body['code']).toBe('CURSOR_MALFORMED');
    });
  });
});
