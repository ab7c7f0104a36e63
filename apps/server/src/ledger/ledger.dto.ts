import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { PAGE_MAX } from '../http/tables/page-max';

const PAGE = 100;

/** Query strings are text; what is not a number must stay visible as a mistake. */
const Whole = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value,
  );

export class LedgerAnswer {
  ledgerId!: string;
  engine!: 'sqlite' | 'eventstoredb';
  /** Where the last event stands; null when there is none. */
  head!: string | null;
  version!: string;
}

export class EventMetadataAnswer {
  actor!: string;
  roles!: string[];
  /** The name of the command. */
  command!: string;
  commandId!: string;
  idempotencyKey!: string;
  bodyHash!: string;
  correlationId!: string;
  causationId!: string | null;
  /** The date on which it counts. */
  @ApiProperty({ format: 'date' })
  effectiveOn!: string;
  mode!: 'live' | 'history';
  [more: string]: unknown;
}

export class EventAnswer {
  id!: string;
  type!: string;
  @ApiProperty({ type: 'integer' })
  schemaVersion!: number;
  stream!: string;
  /** Counted from 0 within the stream. */
  @ApiProperty({ type: 'integer' })
  revision!: number;
  position!: string;
  /** When the ledger learned it. */
  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
  data!: Record<string, unknown>;
  metadata!: EventMetadataAnswer;
}

export class EventsQuery {
  /** Only what stands after this position; from the beginning when absent. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  after?: string;

  /** How many at most. */
  @ApiPropertyOptional({ type: 'integer', default: PAGE })
  @Whole()
  @IsInt()
  @Min(1)
  @Max(PAGE_MAX)
  limit: number = PAGE;

  /** Only events of this stream. */
  @IsOptional()
  @IsString()
  @Length(1, 250)
  stream?: string;

  /** Only events of this type. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  type?: string;

  /** Only events of this correlation. */
  @IsOptional()
  @IsString()
  @Length(1, 128)
  correlation?: string;
}

export class EventsAnswer {
  events!: EventAnswer[];
  /** Pass it as `after` for what follows; null when nothing has been read yet. */
  next!: string | null;
  /** Whether the ledger ended here when it was read. With filters a page may be short, even empty, before that. */
  atEnd!: boolean;
}

export class StreamQuery {
  /** The first revision wanted. */
  @ApiPropertyOptional({ type: 'integer', default: 0 })
  @Whole()
  @IsInt()
  @Min(0)
  from: number = 0;

  /** How many at most. */
  @ApiPropertyOptional({ type: 'integer', default: PAGE })
  @Whole()
  @IsInt()
  @Min(1)
  @Max(PAGE_MAX)
  limit: number = PAGE;
}

export class StreamEventsAnswer {
  events!: EventAnswer[];
  /** Pass it as `from` for what follows. */
  @ApiProperty({ type: 'integer' })
  next!: number;
  atEnd!: boolean;
}
