import { createHash } from 'node:crypto';
import { DepositCounterpart } from '@tramo/agreements';
import type { CommandContext, LedgerCommand } from '@tramo/event-log';
import { localDateIn } from '@tramo/kernel';
import { OpenAccount } from '@tramo/treasury';
import { house } from '../../apps/server/src/house';
import { correlationOf } from '../../apps/server/src/import/import-id';
import { planOf, type Plan } from '../../apps/server/src/import/plan/plan';
import { tryOut } from '../../apps/server/src/import/plan/try-out';
import { begin, rollForward } from '../../apps/server/src/import/roll-forward';
import { through } from '../commands/command-stores';
import { readAllEvents } from '../properties/read-all';
import { allianceTables } from '../published/alliance-tables';
import { PROGRAMME } from '../published/par2';
import { csv, par2Tables } from '../published/par2-tables';
import { HouseLedger } from '../support/house-ledger';
import { importTables, told, type Tables } from './import-support';
import { specOf, today, TrancheWorld, year } from './tranche-world';

jest.setTimeout(120_000);

const proof = `acta.pdf:${'b'.repeat(64)}`;
const of = { programme: 'par2', agreement: 'a-17' };

describe('into what people live with', () => {
  let world: TrancheWorld;
  let fina: string;
  beforeAll(async () => {
    world = await TrancheWorld.open();
    fina = await world.server.tokenOf('fina', 'finance-specialist');
  });
  afterAll(() => world.server.stop());

  const amount = { amount: '1', currency: 'BOB' };
  test.each<[kind: string, column: string, value: string, row: Readonly<Record<string, string | number>>]>([
    [
      'transfers',
      'agreement',
      'a-17',
      {
        ...of,
        tranche: 1,
        documents: proof,
        requested_on: today,
        requested_by: 'olga',
        approved_on: today,
        reviewed_by: 'dora',
        signed_by: 'fina mario',
        sent_on: today,
        sent_by: 'tito',
        payer: 'operativa',
        confirmed_on: today,
      },
    ],
    [
      'deposits',
      'agreement',
      'a-17',
      { ...of, deposit: 'd-9', party: 'ORG-12', kind: 'cash', ...amount, deposited_on: today, on: today },
    ],
    [
      'certificates',
      'agreement',
      'a-17',
      {
        ...of,
        certificate: 'C-1',
        tranche: 2,
        percentage: '40',
        observed_on: today,
        evidence: proof,
        on: today,
      },
    ],
    [
      'expenses',
      'agreement',
      'a-17',
      {
        ...of,
        tranche: 1,
        expense: 'E-1',
        spent_on: today,
        supplier: 'S',
        tax_id: '1',
        invoice_type: 'factura',
        invoice_number: '1',
        invoice_total: '1',
        net: '1',
        currency: 'BOB',
        concept: 'c',
        reported_on: today,
      },
    ],
    [
      'spending',
      'agreement',
      'a-17',
      { ...of, budget_year: year, spending: 'S-1', ...amount, concept: 'c', on: today },
    ],
    ['instalments', 'agreement', 'a-17', { ...of, budget_year: year, ...amount, on: today }],
    [
      'receipts',
      'account',
      'operativa',
      {
        programme: 'par2',
        account: 'operativa',
        receipt: 'R-9',
        kind: 'treasury',
        ...amount,
        reference: 'r',
        on: today,
      },
    ],
    [
      'conversions',
      'account',
      'operativa',
      {
        programme: 'par2',
        account: 'operativa',
        from: 'especial',
        lot: 'L-1',
        sold: '1',
        sold_currency: 'USD',
        received: '6',
        received_currency: 'BOB',
        reference: 'r',
        on: today,
      },
    ],
  ])('no row of %s is imported', async (kind, column, value, row) => {
    const before = await world.head();
    const answer = await importTables(world.server, fina, { [`${kind}.csv`]: csv([row, row]) });
    expect([answer.state, told(answer)]).toEqual([
      'refused',
      [2, 3].map((line) => `${kind}.csv:${line} ${column} ${value} LIVE_ALREADY`),
    ]);
    const [{ message, cure } = { message: '', cure: '' }] = answer.badRows;
    const by = column === 'agreement' ? 'olga' : 'carla';
    expect(message).toMatch(new RegExp(`^${column} ${value} .*${by} has acted on it on ${today}`));
    expect(cure).toMatch(/by the command: whoever signs, signs themselves/);
    expect(await world.head()).toBe(before);
  });
});

const dayOfImport = localDateIn('America/La_Paz', new Date());
const importer = { person: 'ana', roles: ['finance-specialist'] };
const { signal } = new AbortController();
const handlers = house.commandHandlers;

const planned = (tables: Tables): Promise<Plan> =>
  planOf(
    Object.entries(tables).map(([name, text]) => ({
      name,
      sha256: createHash('sha256').update(text).digest('hex'),
      content: () => Promise.resolve(Buffer.from(text)),
    })),
    { decimal: 'point', today: dayOfImport },
  );

/** What somebody does while an import goes on. */
type Meanwhile = (ledger: HouseLedger) => Promise<unknown>;

async function live<Body>(
  ledger: HouseLedger,
  Command: new (body: Body, context: CommandContext) => LedgerCommand,
  body: Body,
): Promise<void> {
  const asked = {
    actor: 'olga',
    roles: ['alliance-officer', 'coordinator'],
    idempotencyKey: `live-${JSON.stringify(body).length}`,
    correlationId: 'olga',
    effectiveOn: dayOfImport,
    today: dayOfImport,
    mode: 'live',
  } as const;
  await (await ledger.process()).execute(new Command(body, asked), specOf(Command));
}

interface Going {
  readonly id: string;
  readonly tables: Tables;
  /** Between the trial and the import. */
  readonly afterTrial?: Meanwhile;
  /** When so many appends of the import have been made to a stream. */
  readonly afterAppend?: { readonly stream: string; readonly act: Meanwhile };
}

/** An import from its trial to its end. */
async function imported(ledger: HouseLedger, { id, tables, afterTrial, afterAppend }: Going) {
  const plan = await planned(tables);
  const tried = await tryOut(
    plan,
    {
      log: ledger.log,
      state: ledger.state,
      catalogue: house.catalogue,
      handlers,
      inspect: (event) => void house.postings.postingsOf(event),
    },
    { importer, correlationId: correlationOf(id), today: dayOfImport, signal },
  );
  expect(tried.problems).toEqual([]);
  await afterTrial?.(ledger);
  let isDone = false;
  const log = through(ledger.log, {
    append: async (stream, ...parameters) => {
      const appended = await ledger.log.append(stream, ...parameters);
      if (stream === afterAppend?.stream && !isDone) {
        isDone = true;
        await afterAppend.act(ledger);
      }
      return appended;
    },
  });
  const rolling = { log, commands: await ledger.process(log), handlers };
  await begin(rolling, { id, decimal: 'point', files: [] }, plan.planned.length, {
    importer,
    today: dayOfImport,
  });
  const under = { importer, today: dayOfImport, signal, onDone: () => undefined };
  // As after a crash where an append is waited for, for what was tried out is appended in one go.
  return rollForward(rolling, id, plan, afterAppend ? under : { ...under, tried });
}

const only = (...names: readonly string[]): Tables =>
  Object.fromEntries(Object.entries(allianceTables).filter(([name]) => names.includes(name)));
const {
  'deposits.csv': _deposits,
  'transfers.csv': _transfers,
  'expenses.csv': _expenses,
  ...ground
} = {
  ...par2Tables,
  ...allianceTables,
};

const FIRST = 'a'.repeat(64);
const SECOND = 'b'.repeat(64);
const STREAM = 'agreement-apq-7';
const deposit = (id: string, amount: string) => ({
  programme: PROGRAMME,
  agreement: 'apq-7',
  deposit: id,
  party: 'APQ',
  kind: 'cash' as const,
  amount: { amount, currency: 'BOB' as const },
  account: 'apq-1',
  depositedOn: dayOfImport,
});

/** What stands on a stream after the ground, by type and person. */
async function written(ledger: HouseLedger, stream: string, after: number): Promise<readonly string[]> {
  const events = await readAllEvents(ledger.log);
  return events
    .filter((event) => event.stream === stream)
    .slice(after)
    .map(({ type, metadata }) => `${type} ${metadata.actor}`);
}

describe('while somebody acts', () => {
  let stage: HouseLedger;
  let ledger: HouseLedger;
  let before: number;

  beforeAll(async () => {
    stage = await HouseLedger.open();
    await imported(stage, { id: FIRST, tables: ground });
    before = (await written(stage, STREAM, 0)).length;
    await stage.close();
  });
  beforeEach(async () => void (ledger = await HouseLedger.open(stage)));
  afterEach(() => ledger.discard());
  afterAll(() => stage.discardFiles());

  it('carries nothing of a row on over what somebody did after it was tried', async () => {
    const outcome = await imported(ledger, {
      id: SECOND,
      tables: only('deposits.csv', 'transfers.csv'),
      afterTrial: (on) => live(on, DepositCounterpart, deposit('D-1', '50000')),
    });
    expect(outcome.refusals).toEqual([
      expect.objectContaining({
        file: 'deposits.csv',
        line: 2,
        code: 'LIVE_ALREADY',
        message: expect.stringMatching(/olga .*; what follows in the row was not carried out$/) as string,
      }),
      expect.objectContaining({ file: 'transfers.csv', line: 2, code: 'LIVE_ALREADY' }),
      expect.objectContaining({ file: 'transfers.csv', line: 3, code: 'LIVE_ALREADY' }),
    ]);
    expect(outcome.refused).toBe(3);
    expect(await written(ledger, STREAM, before)).toEqual(['CounterpartDeposited olga']);
  });

  it('breaks a row off where somebody acts between two of its acts', async () => {
    const outcome = await imported(ledger, {
      id: SECOND,
      tables: only('deposits.csv'),
      afterAppend: {
        stream: STREAM,
        act: (on) => live(on, DepositCounterpart, deposit('D-2', '50000')),
      },
    });
    expect(outcome).toMatchObject({
      refused: 1,
      refusals: [{ file: 'deposits.csv', line: 2, code: 'ROW_BROKEN_OFF' }],
    });
    expect(await written(ledger, STREAM, before)).toEqual([
      'CounterpartDeposited delia',
      'CounterpartDeposited olga',
    ]);
  });

  it('carries out no act of a row whose first was refused', async () => {
    const account = {
      programme: PROGRAMME,
      account: 'apq-2',
      kind: 'organisation' as const,
      holder: 'APQ',
      bank: 'Banco Unión',
      number: '1-300',
    };
    const row = {
      ...account,
      by: 'elio',
      verified_on: '2022-02-01',
      verified_by: 'gina hugo',
      on: '2022-01-10',
    };
    const outcome = await imported(ledger, {
      id: SECOND,
      tables: { 'accounts.csv': csv([row]) },
      afterTrial: (on) => live(on, OpenAccount, { ...account, number: '9-999' }),
    });
    expect(outcome).toMatchObject({
      refused: 1,
      refusals: [{ line: 2, code: 'ACCOUNT_EXISTS' }],
    });
    expect(await written(ledger, 'account-apq-2', 0)).toEqual(['AccountOpened olga']);
  });

  it('is only answered again, where an earlier start had carried it out before somebody acted', async () => {
    const tables = only('deposits.csv');
    await imported(ledger, { id: SECOND, tables });
    const done = await written(ledger, STREAM, before);
    await live(ledger, DepositCounterpart, deposit('D-2', '50000'));
    const plan = await planned(tables);
    const id = 'c'.repeat(64);
    const rolling = { log: ledger.log, commands: await ledger.process(), handlers };
    await begin(rolling, { id, decimal: 'point', files: [] }, 2, { importer, today: dayOfImport });
    const under = { importer, today: dayOfImport, signal, onDone: () => undefined };
    expect(await rollForward(rolling, id, plan, under)).toMatchObject({ refused: 0 });
    expect(await written(ledger, STREAM, before)).toEqual([...done, 'CounterpartDeposited olga']);
  });
});
