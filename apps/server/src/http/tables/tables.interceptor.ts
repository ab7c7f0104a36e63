import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, map, type Observable } from 'rxjs';
import { problems } from '../problems';
import { CsvTable } from './csv-table';
import { tableName } from './table-name';
import { rowsOf, TABLE_ROWS } from './table-rows';
import { wantedForm } from './wanted-form';

/** A longer table is cut, and says so: `x-table-next` is the cursor from which it goes on. */
export const TABLE_ROWS_MAX = 100_000;
/** As many as any list in pages gives at once; see `PageQuery`. */
const PAGE_ROWS = 1_000;

/** What can be a table; a list in pages also says where the next one begins. */
interface List {
  readonly items: readonly unknown[];
  readonly next?: string | null;
}

/**
 * Whatever is answered as `items` can be had as a spreadsheet: `?format=csv`, or `Accept: text/csv`. Around the pipes,
 * so that no route has to know the parameter, and can be asked for one page after the other.
 */
export class TablesInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (request.method !== 'GET' && request.method !== 'HEAD') return next.handle();
    const { format, ...query } = request.query as Readonly<Record<string, unknown>>;
    const { form, insists } = wantedForm(format, request.headers.accept);
    request.query = query;
    if (form === 'csv') {
      const member = Reflect.getMetadata(TABLE_ROWS, context.getHandler()) as string | undefined;
      return from(tableOr406(request, reply, next, { insists, member }));
    }
    return next.handle().pipe(map((answer: unknown) => (isList(answer) ? varying(reply, answer) : answer)));
  }
}

async function tableOr406(
  request: FastifyRequest,
  reply: FastifyReply,
  next: CallHandler,
  { insists, member }: { readonly insists: boolean; readonly member: string | undefined },
): Promise<unknown> {
  const query = request.query as Readonly<Record<string, unknown>>;
  const ask = (): Promise<unknown> => lastValueFrom(next.handle(), { defaultValue: undefined });
  const first = await ask();
  if (!isList(first)) {
    if (insists) throw problems.notATable(request.url.split('?', 1)[0]!);
    return first;
  }
  let page = first;
  const table = new CsvTable();
  const take = ({ items }: List): void => table.addAll(items.flatMap((item) => rowsOf(item, member)));
  take(page);
  // Whoever names a limit wants that page; otherwise it is the whole table that is wanted.
  for (
    let cursor = cursorOf(page);
    cursor !== null && query['limit'] === undefined;
    cursor = cursorOf(page)
  ) {
    const room = TABLE_ROWS_MAX - table.length;
    if (room <= 0 || request.raw.destroyed) break;
    request.query = { ...query, cursor, limit: String(Math.min(PAGE_ROWS, room)) };
    const following = await ask();
    if (!isList(following) || cursorOf(following) === cursor) break;
    take(following);
    page = following;
  }
  return sent(table, cursorOf(page), request, reply);
}

function sent(table: CsvTable, next: string | null, request: FastifyRequest, reply: FastifyReply): string {
  const cut = next !== null;
  void reply
    .header('content-type', 'text/csv; charset=utf-8; header=present')
    .header('content-disposition', `attachment; filename="${tableName(request.url)}"`)
    .header('x-table-rows', table.length)
    .header('x-table-complete', String(!cut));
  if (cut) void reply.header('x-table-next', encodeURIComponent(next));
  return varying(reply, table.toString());
}

function varying<Answer>(reply: FastifyReply, answer: Answer): Answer {
  void reply.header('vary', 'accept');
  return answer;
}

const cursorOf = (list: List): string | null => list.next ?? null;

const isList = (answer: unknown): answer is List =>
  typeof answer === 'object' && answer !== null && 'items' in answer && Array.isArray(answer.items);
