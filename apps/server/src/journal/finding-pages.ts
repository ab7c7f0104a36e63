import { Inject, Injectable } from '@nestjs/common';
import type { FindingTables } from '@tramo/journal';
import type { SqlStore } from '@tramo/stores';
import type { Selectable } from 'kysely';
import { problems } from '../http/problems';
import { VIEWS } from '../injection';
import { eventLink } from './event-link';
import type { FindingsAnswer, FindingsQuery, FindingWithStepsAnswer } from './findings.dto';

/** Findings are listed in the order in which they were made, those of one event by their number. */
@Injectable()
export class FindingPages {
  constructor(@Inject(VIEWS) private readonly views: SqlStore<FindingTables>) {}

  /** Of one programme, or of all and of none. */
  async page(programme: string | undefined, query: FindingsQuery): Promise<FindingsAnswer> {
    const { state, code, effectiveFrom, effectiveUpTo, cursor, limit } = query;
    let findings = this.views.db
      .selectFrom('finding')
      .selectAll()
      .orderBy('ordinal')
      .orderBy('id')
      .limit(limit + 1);
    if (programme !== undefined) findings = findings.where('programme', '=', programme);
    if (state) findings = findings.where('state', '=', state);
    if (code) findings = findings.where('code', '=', code);
    if (effectiveFrom) findings = findings.where('effective_on', '>=', effectiveFrom);
    if (effectiveUpTo) findings = findings.where('effective_on', '<=', effectiveUpTo);
    if (cursor !== undefined) {
      const { ordinal, id } = readCursor(cursor);
      findings = findings.where((each) =>
        each.or([
          each('ordinal', '>', ordinal),
          each.and([each('ordinal', '=', ordinal), each('id', '>', id)]),
        ]),
      );
    }
    const rows = await findings.execute();
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { items: rows.slice(0, limit).map(answer), next: last ? `${last.ordinal}.${last.id}` : null };
  }

  async one(programme: string, id: string): Promise<FindingWithStepsAnswer> {
    const row = await this.views.db
      .selectFrom('finding')
      .selectAll()
      .where('id', '=', id)
      .where('programme', '=', programme)
      .executeTakeFirst();
    if (!row) throw problems.noSuchFinding(programme, id);
    const steps = await this.views.db
      .selectFrom('finding_step')
      .selectAll()
      .where('finding', '=', id)
      .orderBy('step')
      .execute();
    return {
      ...answer(row),
      steps: steps.map(({ kind, said, actor, recorded_at }) => ({
        kind,
        said,
        by: actor,
        at: recorded_at,
      })),
    };
  }
}

const CURSOR = /^(\d{1,15})\.([0-9a-f-]{36}-\d{1,3})$/;

function readCursor(cursor: string): { readonly ordinal: bigint; readonly id: string } {
  const [, ordinal, id] = CURSOR.exec(cursor) ?? [];
  if (ordinal === undefined || id === undefined) throw problems.cursorMalformed();
  return { ordinal: BigInt(ordinal), id };
}

const answer = (row: Selectable<FindingTables['finding']>) => ({
  id: row.id,
  programme: row.programme,
  code: row.code,
  state: row.state,
  rule: row.message,
  values: JSON.parse(row.compared) as Record<string, unknown>,
  cure: row.cure,
  field: row.field,
  event: {
    id: row.event_id,
    stream: row.stream,
    revision: Number(row.revision),
    type: row.type,
    actor: row.actor,
    effectiveOn: row.effective_on,
    recordedAt: row.recorded_at,
    link: eventLink(row.stream, row.revision),
  },
});
