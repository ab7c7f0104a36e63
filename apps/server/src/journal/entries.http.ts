import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Books, CubeFilter, JournalTables } from '@tramo/journal';
import type { SqlStore } from '@tramo/stores';
import { problems } from '../http/problems';
import { ReadsViews } from '../http/reads-views';
import { TableRows } from '../http/tables/table-rows';
import { CUBE, VIEWS } from '../injection';
import { EntriesAnswer, EntriesQuery, EntryAnswer } from './entries.dto';
import { withPostings, type EntryRow } from './entry-details';
import { searchEntries, type EntrySearch } from './entry-search';
import { ProgrammeBooks } from './programme-books';

/** A page looks at no more than this, so that one question cannot occupy the server. */
const BATCHES_MAX = 100;

/** The journal of a programme: what each event did to its books. */
@ApiTags('journal')
@Controller('api/v1/programmes/:programme/journal')
export class EntriesController {
  constructor(
    @Inject(VIEWS) private readonly views: SqlStore<JournalTables>,
    @Inject(CUBE) private readonly books: Books,
    private readonly programmes: ProgrammeBooks,
  ) {}

  /** Entries with their postings, the newest first unless asked otherwise. As a table, one row for each posting. */
  @Get()
  @ReadsViews('journal', 'programmes')
  @TableRows('postings')
  @ApiOkResponse({ type: EntriesAnswer })
  async list(@Param('programme') programme: string, @Query() query: EntriesQuery): Promise<EntriesAnswer> {
    const where = [...(await this.programmes.where(programme, query)), ...whereAccount(query)];
    const { db } = this.views;
    const { entries, next } = await pageOf({ db, books: this.books, programme, query, where });
    return { items: await withPostings(db, entries), next };
  }

  /** One entry. */
  @Get(':ordinal')
  @ReadsViews('journal', 'programmes')
  @ApiOkResponse({ type: EntryAnswer })
  async one(@Param('programme') programme: string, @Param('ordinal') ordinal: string): Promise<EntryAnswer> {
    await this.programmes.mustExist(programme);
    if (!/^\d{1,15}$/.test(ordinal)) throw problems.noSuchEntry(programme, ordinal);
    const entries = await this.views.db
      .selectFrom('journal_entry')
      .selectAll()
      .where('ordinal', '=', BigInt(ordinal))
      .where('programme', '=', programme)
      .execute();
    const [entry] = await withPostings(this.views.db, entries);
    if (!entry) throw problems.noSuchEntry(programme, ordinal);
    return entry;
  }
}

const whereAccount = ({ account }: EntriesQuery): readonly CubeFilter[] =>
  account === undefined ? [] : [{ field: 'account', in: account.split(',') }];

interface EntryPage {
  readonly entries: readonly EntryRow[];
  readonly next: string | null;
}

async function pageOf(search: EntrySearch): Promise<EntryPage> {
  const entries: EntryRow[] = [];
  let cursor: string | null = null;
  let batches = 0;
  for await (const batch of searchEntries(search)) {
    for (const { entry, cursor: place } of batch.found) {
      if (entries.length === search.query.limit) return { entries, next: cursor };
      entries.push(entry);
      cursor = place;
    }
    cursor = batch.cursor;
    batches += 1;
    if (batches === BATCHES_MAX) return { entries, next: cursor };
  }
  return { entries, next: null };
}
