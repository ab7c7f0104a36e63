import { Body, Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CommandRefused, type CommandAnswer, type CommandContext } from '@tramo/event-log';
import {
  DefineIndex,
  findIndex,
  listIndexValues,
  listIndices,
  noSuchIndex,
  PublishIndexValues,
  SupersedeIndexValue,
  type FxTables,
  type IndexRow,
  type IndexValueRow,
} from '@tramo/fx';
import type { SqlStore } from '@tramo/stores';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { problems } from '../http/problems';
import { ReadsViews } from '../http/reads-views';
import { VIEWS } from '../injection';
import {
  DefineIndexBody,
  IndexAnswer,
  IndexPath,
  IndexValuesAnswer,
  IndexValuesQuery,
  IndicesAnswer,
  PublishIndexValuesBody,
  SupersedeIndexValueBody,
} from './indices.dto';

/** Price indices, by which money of one year is said in the prices of another. */
@ApiTags('indices')
@Controller('api/v1/indices')
export class IndicesController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(VIEWS) private readonly views: SqlStore<FxTables>,
  ) {}

  /** Names an index, without a value yet. */
  @PostCommand()
  @AllowRoles('finance-specialist', 'coordinator', 'administrator')
  define(
    @Body() { index, name, country, frequency, basePeriod, source }: DefineIndexBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    const body = { index, name, country, frequency, basePeriod, source };
    return this.commands.execute(new DefineIndex(body, asked));
  }

  /** Publishes up to 500 values of an index. */
  @PostCommand(':index/values')
  @AllowRoles('finance-specialist', 'coordinator', 'administrator')
  publish(
    @Param() { index }: IndexPath,
    @Body() { values: given }: PublishIndexValuesBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    const values = given.map(({ period, value, source }) => ({ period, value, source }));
    return this.commands.execute(new PublishIndexValues({ index, values }, asked));
  }

  /** Says what a published value should have been, or has become now that it is final. */
  @PostCommand(':index/supersessions')
  @AllowRoles('finance-specialist', 'coordinator', 'administrator')
  supersede(
    @Param() { index }: IndexPath,
    @Body() { period, value, source, reason }: SupersedeIndexValueBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new SupersedeIndexValue({ index, period, value, source, reason }, asked));
  }

  /** Every index there is. */
  @Get()
  @ReadsViews('fx')
  @ApiOkResponse({ type: IndicesAnswer })
  async list(): Promise<IndicesAnswer> {
    return { items: (await listIndices(this.views.db)).map(answer) };
  }

  /** One index. */
  @Get(':index')
  @ReadsViews('fx')
  @ApiOkResponse({ type: IndexAnswer })
  async one(@Param() { index }: IndexPath): Promise<IndexAnswer> {
    const row = await findIndex(this.views.db, index);
    if (!row) throw new CommandRefused(noSuchIndex(index));
    return answer(row);
  }

  /** The values of an index, the latest period first. */
  @Get(':index/values')
  @ReadsViews('fx')
  @ApiOkResponse({ type: IndexValuesAnswer })
  async values(
    @Param() { index }: IndexPath,
    @Query() { cursor, limit, ...wanted }: IndexValuesQuery,
  ): Promise<IndexValuesAnswer> {
    await this.one({ index });
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const rows = await listIndexValues(this.views.db, index, { ...wanted, after, limit: limit + 1 });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map(valueAnswer),
      next: last ? `${last.period}.${last.reading}` : null,
    };
  }
}

const answer = ({ code, base_period, ...row }: IndexRow): IndexAnswer => ({
  index: code,
  ...row,
  basePeriod: base_period,
});

const valueAnswer = ({ code, reading, known_from, known_until, ...row }: IndexValueRow) => ({
  index: code,
  ...row,
  reading: Number(reading),
  knownFrom: known_from,
  knownUntil: known_until,
});

const CURSOR = /^(\d{4}(?:-\d{2}(?:-\d{2})?)?)\.(\d{1,9})$/;

function readCursor(cursor: string): Pick<IndexValueRow, 'period' | 'reading'> {
  const [, period, reading] = CURSOR.exec(cursor) ?? [];
  if (period === undefined || reading === undefined) throw problems.cursorMalformed();
  return { period, reading: BigInt(reading) };
}
