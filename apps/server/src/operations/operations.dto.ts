import { ArrayMaxSize, IsArray, IsOptional, IsString, Length, Matches } from 'class-validator';

export type OperationKind = 'rebuild' | 'backup' | 'verify-log' | 'demonstration' | 'import';

export class OperationProgress {
  unit!: 'events' | 'bytes' | 'acts' | 'rows';
  done!: number;
  /** Null when it cannot be known beforehand. */
  total!: number | null;
  perSecond!: number;
  remainingMs!: number | null;
}

export class OperationAnswer {
  id!: string;
  kind!: OperationKind;
  state!: 'running' | 'succeeded' | 'failed';
  startedAt!: string;
  endedAt?: string;
  progress?: OperationProgress;
  /** What it has to say when it succeeded. */
  result?: Record<string, unknown>;
  /** Why it failed. */
  failure?: string;
}

export class OperationsAnswer {
  operations!: OperationAnswer[];
}

export class RebuildBody {
  /** Names of projections; all of them when absent. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  projections?: string[];
}

export class BackupBody {
  /** The directory below `backups` in the data directory; made by the backup, so it must not exist yet. */
  @IsString()
  @Matches(/^[a-z0-9][a-z0-9._-]{0,99}$/i, {
    message:
      'must be 1 to 100 letters, digits, dots, dashes or underscores, and begin with a letter or digit',
  })
  name!: string;
}
