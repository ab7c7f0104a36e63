import { Controller, Get, Module, Query } from '@nestjs/common';
import { Money } from '@tramo/kernel';
import { PageQuery } from '../../apps/server/src/http/tables/page.dto';
import { startServer, tillRooms, type TestServer } from './support';

const LONG = 100_005;

@Controller('api/v1/shelves')
class ShelvesController {
  @Get(':shelf')
  shelf(): object {
    return {
      items: [
        { name: 'año, "2022"', sum: Money.of('5', 'BOB'), note: null },
        { name: '=1+1', sum: null, note: '' },
      ],
    };
  }

  /** Numbers from the cursor on, as long as there are any. */
  @Get('of/numbers')
  numbers(@Query() { cursor = '0', limit }: PageQuery): object {
    const from = Number(cursor);
    const upTo = Math.min(from + limit, LONG);
    return {
      items: Array.from({ length: upTo - from }, (_, index) => ({ number: from + index })),
      next: upTo < LONG ? String(upTo) : null,
    };
  }
}

@Module({ controllers: [ShelvesController] })
class ShelvesModule {}

describe('tables', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({}, undefined, {
      ...tillRooms,
      modules: [...tillRooms.modules, ShelvesModule],
    });
  });
  afterAll(() => server.stop());

  const ROWS = '\uFEFFname,sum.amount,sum.currency,note\r\n"año, ""2022""",5.00,BOB,\r\n\'=1+1,,,""\r\n';

  it('are had of a list in the address or by what is accepted', async () => {
    for (const answer of [
      await server.call('/api/v1/shelves/a?format=csv'),
      await server.call('/api/v1/shelves/a', { headers: { accept: 'text/csv' } }),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="shelves-a.csv"');
      expect(answer.headers.get('x-table-complete')).toBe('true');
      expect(answer.headers.get('vary')).toBe('accept');
      // Reading the body as text takes the mark away.
      expect(`\uFEFF${String(answer.body['text'])}`).toBe(ROWS);
    }
  });

  it('are lists of JSON for everybody else', async () => {
    const answer = await server.call('/api/v1/shelves/a?format=json', { headers: { accept: 'text/csv' } });
    expect(answer.body['items']).toHaveLength(2);
    expect(answer.headers.get('vary')).toBe('accept');
  });

  it('have all pages, up to a bound that is told', async () => {
    const answer = await server.call('/api/v1/shelves/of/numbers?format=csv');
    const lines = String(answer.body['text']).trimEnd().split('\r\n');
    expect(lines).toHaveLength(100_001);
    expect(lines.at(-1)).toBe('99999');
    expect(answer.headers.get('x-table-rows')).toBe('100000');
    expect(answer.headers.get('x-table-complete')).toBe('false');
    const rest = await server.call(
      `/api/v1/shelves/of/numbers?format=csv&cursor=${answer.headers.get('x-table-next')}`,
    );
    expect(String(rest.body['text'])).toBe('number\r\n100000\r\n100001\r\n100002\r\n100003\r\n100004\r\n');
    expect(rest.headers.get('x-table-complete')).toBe('true');
  });

  it('are one page for whoever names a limit', async () => {
    const answer = await server.call('/api/v1/shelves/of/numbers?format=csv&limit=2&cursor=7');
    expect(String(answer.body['text'])).toBe('number\r\n7\r\n8\r\n');
    expect(answer.headers.get('x-table-next')).toBe('9');
  });

  it('are not had of what is no list', async () => {
    const answer = await server.call('/api/v1/ledger?format=csv');
    expect(answer.status).toBe(406);
    expect(answer.body).toMatchObject({ code: 'NOT_A_TABLE', cure: expect.any(String) });
    expect((await server.call('/api/v1/ledger', { headers: { accept: 'text/csv' } })).status).toBe(406);
    const either = await server.call('/api/v1/ledger', { headers: { accept: 'text/csv, application/json' } });
    expect(either.status).toBe(200);
  });

  it('are refused like anything else is', async () => {
    expect((await server.call('/api/v1/shelves/a?format=xml')).body).toMatchObject({
      status: 400,
      errors: [{ field: 'format' }],
    });
    expect((await server.call('/api/v1/shelves/of/numbers?format=csv&limit=0')).status).toBe(400);
    expect((await server.call('/api/v1/shelves/a?format=csv', { token: null })).status).toBe(401);
  });
});
