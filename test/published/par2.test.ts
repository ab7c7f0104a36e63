import { budgetHandlers, RequestInscription } from '@tramo/budget';
import type { CommandSpec } from '@tramo/event-log';
import type { DomainEvent, LocalDate } from '@tramo/kernel';
import { house } from '../../apps/server/src/house';
import { key, startServer, type Answer, type TestServer } from '../server/support';
import {
  additionalInscription,
  credit,
  facts,
  FINANCING,
  ground,
  inscription,
  plan,
  PROGRAMME,
  type Posted,
} from './par2';

interface Row {
  readonly kind: string;
  readonly group: Readonly<Record<string, string | null>>;
  readonly values: Readonly<Record<string, { readonly amount: string; readonly events?: string } | null>>;
  readonly ratios: Readonly<Record<string, string | null>>;
}

type AskedSpec = CommandSpec<RequestInscription['body'], unknown, DomainEvent, object>;
type AskedRequest = Pick<RequestInscription['body'], 'request' | 'reason' | 'lines'>;

describe('the published tables of PAR II 2022', () => {
  let server: TestServer;
  let token: string;
  let last: string;

  beforeAll(async () => {
    server = await startServer({}, undefined, house);
    token = await server.tokenOf('ana', 'finance-specialist', 'coordinator', 'administrator', 'auditor');
    for (const posted of [...ground, ...credit, ...plan, inscription]) {
      const { status, body } = await post(posted);
      if (status !== 201) throw new Error(`${posted.path}: ${JSON.stringify(body)}`);
      last = body['position'] as string;
    }
  });
  afterAll(() => server.stop());

  const post = ({ path, body }: Posted): Promise<Answer> =>
    server.call(`/api/v1/${path}`, {
      token,
      headers: key(),
      body: { effectiveOn: '2022-01-03', ...body },
    });
  const read = async (
    path: string,
    query: Readonly<Record<string, string>> = {},
  ): Promise<Answer['body']> => {
    const address = path.startsWith('/') ? path : `/api/v1/programmes/${PROGRAMME}/${path}`;
    const more = new URLSearchParams({ ...query, after: last }).toString();
    const { status, body } = await server.call(`${address}${address.includes('?') ? '&' : '?'}${more}`, {
      token,
    });
    expect([status, body['detail']]).toEqual([200, undefined]);
    return body;
  };
  const execution = async (query: Readonly<Record<string, string>>): Promise<readonly Row[]> =>
    (await read('execution', query))['items'] as readonly Row[];
  /** A row as text: its kind, its innermost code, its figures without the decimals that are all zero. */
  const shown = ({ kind, group, values }: Row): string =>
    [
      kind,
      Object.values(group).at(-1) ?? '-',
      ...Object.values(values).map((value) => value?.amount.replace(/\.00$/, '') ?? 'absent'),
    ].join(' ');

  test('the financing table: what there is, what was executed, what is left', async () => {
    const rows = await execution({
      groupBy: 'category',
      measures: 'allocated,eligible,balance',
      financing: FINANCING,
      currency: 'USD',
    });
    const [project, preparation, total] = facts.financing_usd.table.map(
      (line) => `${line.amount} ${line.executed_to_2021} ${line.balance_2022}`,
    );
    // A category that is only planned has nothing allocated yet.
    expect(rows.map(shown).filter((row) => !row.endsWith('absent'))).toEqual([
      `group PREP ${preparation!}`,
      `group - ${project!}`,
      `total - ${total!}`,
    ]);
  });

  test('components and subcomponents by source in bolivianos, with all totals', async () => {
    const rows = await execution({
      groupBy: 'component:1,component,source',
      measures: 'programmed',
      budgetYear: '2022',
    });
    const printed = facts.components_bs_2022.components.flatMap((component) => [
      `subtotal ${component.code} ${component.total}`,
      ...[...component.sub]
        .sort((a, b) => a.code.localeCompare(b.code))
        .flatMap(({ code, total, aif, cp }) => [
          `subtotal ${code} ${total}`,
          `group AIF ${aif}`,
          ...(cp === null ? [] : [`group CP ${cp}`]),
        ]),
    ]);
    expect(rows.map(shown)).toEqual([...printed, `total - ${facts.components_bs_2022.grand_total.total}`]);
  });

  test('the same by source first: the columns of the printed table', async () => {
    const rows = await execution({
      groupBy: 'source,component:1',
      measures: 'programmed',
      budgetYear: '2022',
    });
    const { grand_total: grand, components } = facts.components_bs_2022;
    expect(rows.map(shown)).toEqual([
      `subtotal AIF ${grand.aif}`,
      ...components.map(({ code, aif }) => `group ${code} ${aif}`),
      `subtotal CP ${grand.cp}`,
      ...components.flatMap(({ code, cp }) => (cp === null ? [] : [`group ${code} ${cp}`])),
      `total - ${grand.total}`,
    ]);
  });

  test('categories in dollars as they were recorded', async () => {
    const rows = await execution({
      groupBy: 'category',
      measures: 'programmedByCategory',
      financing: FINANCING,
      budgetYear: '2022',
      currency: 'USD',
    });
    expect(rows.map(shown)).toEqual([
      ...facts.categories_usd_2022.rows.map(({ code, usd }) => `group ${code} ${usd}`),
      // The printed lines add to one more than the printed total.
      `total - ${facts.categories_usd_2022.printed_total + 1}`,
    ]);
  });

  test('the category table derived from the component table at 6.86, with its residue', async () => {
    const answer = await read('execution', {
      groupBy: 'category,component',
      measures: 'programmed',
      source: 'AIF',
      currency: 'USD',
      basis: 'at-rate',
      rateDate: '2022-01-03',
      decimals: '0',
    });
    expect(answer['basis']).toMatchObject({
      kind: 'at-rate',
      rates: [{ value: '6.86', regime: 'official', side: 'buy' }],
    });
    const rows = (answer['items'] as readonly Row[]).map(shown);
    const printed = facts.categories_usd_2022.rows.map(
      ({ code, usd }) => `subtotal ${code} ${code === '3' ? usd - 1 : usd}`,
    );
    expect(rows.filter((row) => row.startsWith('subtotal'))).toEqual(printed);
    // C.1 to C.3, each converted by itself, add to one more than the category they make.
    expect(rows.filter((row) => row.startsWith('residue'))).toEqual(['residue 3 -1']);
    expect(rows.at(-1)).toBe(`total - ${facts.categories_usd_2022.printed_total}`);
  });

  test('category 3 is flagged as one too high, and why', async () => {
    const answer = await read('reconciliation', {
      financing: FINANCING,
      budgetYear: '2022',
      on: '2022-01-03',
      decimals: '0',
    });
    const cells = answer['items'] as readonly Readonly<Record<string, unknown>>[];
    expect(
      cells.map(({ kind, category, difference, explanation }) => [
        kind,
        category,
        (difference as { amount: string }).amount,
        explanation,
      ]),
    ).toEqual([
      ['category', '1', '0.00', 'agrees'],
      ['category', '2(a)', '0.00', 'agrees'],
      ['category', '2(c)', '0.00', 'agrees'],
      ['category', '3', '1.00', 'rounding'],
      ['total', null, '1.00', 'rounding'],
    ]);
    expect(cells[3]).toMatchObject({
      recorded: { amount: '2826131.00' },
      converted: { amount: '2826130.00' },
      because:
        'the lines converted one by one add to 2826131.00 USD; together, 19387255.00 BOB at 6.86 is 2826130.00 USD',
    });
    const figures = (cells as unknown as readonly Reconciled[]).flatMap(({ recorded, lines }) => [
      recorded,
      ...lines.map((line) => line.amount),
    ]);
    for (const { events, ...money } of figures) expect((await read(events))['total']).toEqual([money]);
  });

  test('59.3 % is inscribed, and what is missing for B.1', async () => {
    const [row] = await execution({
      groupBy: 'component',
      component: 'B.1',
      source: 'AIF',
      budgetYear: '2022',
      measures: 'programmed,inscribed,toInscribe',
      ratios: 'inscribed/programmed',
    });
    expect(shown(row!)).toBe('group B.1 151062203 89608345 61453858');
    expect(row!.ratios).toEqual({ 'inscribed/programmed': '59.3' });
  });

  test('the planned additional inscription is too high for B.1, and would fit its category', async () => {
    const { status, body } = await post(additionalInscription);
    expect([status, body['code']]).toEqual([422, 'REQUEST_EXCEEDS_PLAN']);
    const values = JSON.stringify(body['values']);
    for (const amount of ['61840950.00', '61453858.00', '387092.00', '2699908.00'])
      expect(values).toContain(amount);
    expect(body['cure']).toContain('61453858.00');
  });

  test('imported as history, the same request stands with a finding beside it', async () => {
    const { lines, request, reason } = additionalInscription.body as AskedRequest;
    const asked = new RequestInscription(
      { programme: PROGRAMME, year: '2022', request, reason, lines },
      {
        actor: 'import',
        roles: [],
        idempotencyKey: 'import-1',
        correlationId: 'import-1',
        effectiveOn: '2022-01-03' as LocalDate,
        mode: 'history',
      },
    );
    const handler = budgetHandlers.find(({ command }) => command === RequestInscription);
    last = (await server.system.commands.execute(asked, handler!.spec as unknown as AskedSpec)).position;
    const { items } = (await read('findings')) as { items: readonly Record<string, unknown>[] };
    expect(items).toEqual([expect.objectContaining({ code: 'REQUEST_EXCEEDS_PLAN', state: 'open' })]);
    for (const amount of ['387092.00', '2699908.00']) expect(JSON.stringify(items)).toContain(amount);
  });

  test('every figure opens to the events that add up to it', async () => {
    const rows = await execution({ groupBy: 'component:1,source', measures: 'programmed,inscribed' });
    const figures = rows.flatMap(({ values }) => Object.values(values).flatMap((value) => value ?? []));
    expect(figures.length).toBeGreaterThan(8);
    for (const { amount, events } of figures) {
      const evidence = await read(events!);
      const items = evidence['items'] as readonly { amount: { amount: string }; event: string }[];
      expect(evidence['total']).toEqual([{ amount, currency: 'BOB' }]);
      expect(items.reduce((sum, item) => sum + Number(item.amount.amount), 0)).toBe(Number(amount));
      const { body } = await server.call(items[0]!.event, { token });
      expect(body).toMatchObject({ events: [{ revision: expect.any(Number) as number }] });
    }
  });

  test('so does every balance of the books, and every line of the budget', async () => {
    const { items: accounts, balanced } = (await read('trial-balance')) as unknown as TrialBalance;
    expect(balanced).toBe(true);
    expect(accounts.length).toBeGreaterThan(8);
    for (const { debit, credit, statement } of accounts) {
      const [closing] = ((await read(statement)) as unknown as Statement).balances.map(
        (balance) => balance.closing,
      );
      expect(Number(closing!.amount)).toBe(Number(debit.amount) - Number(credit.amount));
    }
    const { items: lines } = (await read('budgets/2022/lines')) as { items: readonly { journal: string }[] };
    expect(lines.length).toBeGreaterThan(9);
    for (const { journal } of lines) {
      const { items: entries } = (await read(journal)) as {
        items: readonly { postings: readonly unknown[] }[];
      };
      expect(entries.length).toBeGreaterThan(0);
    }
  });
});

interface TrialBalance {
  readonly balanced: boolean;
  readonly items: readonly Readonly<
    Record<'debit' | 'credit', { readonly amount: string }> & { readonly statement: string }
  >[];
}
interface Statement {
  readonly balances: readonly { readonly closing: { readonly amount: string } }[];
}
interface Figure {
  readonly amount: string;
  readonly currency: string;
  readonly events: string;
}
interface Reconciled {
  readonly recorded: Figure;
  readonly lines: readonly { readonly amount: Figure }[];
}
