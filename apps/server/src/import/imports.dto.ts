import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, Matches } from 'class-validator';
import { IsListOf } from '../http/fields';
import { DECIMALS } from './ledger/import.events';

const FILE_NAME = /^[\p{L}\p{N}_. ()-]{1,120}\.csv$/iu;
const FILE_NAME_MESSAGE = { message: 'must be the name of a table, such as "rates.csv"' };

export class FileQuery {
  /** What table it is, and what people call it: `rates.csv`, `rates_2022.csv`. */
  @Matches(FILE_NAME, FILE_NAME_MESSAGE)
  @ApiProperty({ example: 'rates.csv' })
  name!: string;
}

@ApiSchema({ name: 'KeptFile', description: 'A file that waits to be imported.' })
export class KeptFileAnswer {
  name!: string;
  /** Of its bytes: by this an import names it. */
  sha256!: string;
  /** Which table it is; null where its name says none. */
  kind!: string | null;
  @ApiProperty({ type: 'integer' })
  rows!: number;
}

@ApiSchema({ name: 'FileToImport', description: 'A file that is kept, and the name of its table.' })
export class FileToImportBody {
  @Matches(FILE_NAME, FILE_NAME_MESSAGE)
  @ApiProperty({ example: 'rates.csv' })
  name!: string;

  /** As it was answered when the file was sent. */
  @Matches(/^[0-9a-f]{64}$/, { message: 'must be a SHA-256 in 64 hexadecimal digits' })
  sha256!: string;
}

export class ImportBody {
  @IsListOf(() => FileToImportBody, 100)
  files!: FileToImportBody[];

  /** Only says what would be imported. */
  @IsOptional()
  @IsBoolean()
  dryRun?: boolean;

  /** What stands before the decimals in all of the files; a point when absent. */
  @IsOptional()
  @IsIn(DECIMALS)
  @ApiPropertyOptional({ enum: DECIMALS, default: 'point' })
  decimal?: (typeof DECIMALS)[number];
}

export const IMPORT_STATES = [
  'trying',
  'tried',
  'refused',
  'importing',
  'imported',
  'unchanged',
  'interrupted',
  'failed',
] as const;
export type ImportRunState = (typeof IMPORT_STATES)[number];

@ApiSchema({ name: 'ImportedFile', description: 'A file of an import.' })
export class ImportedFileAnswer {
  name!: string;
  kind!: string;
  sha256!: string;
  @ApiProperty({ type: 'integer' })
  rows!: number;
  /** An earlier import had brought it: nothing of it is carried out again. */
  already!: boolean;
}

@ApiSchema({ name: 'ImportProgress', description: 'How far it is.' })
export class ImportProgressAnswer {
  @ApiProperty({ type: 'integer' })
  done!: number;
  @ApiProperty({ type: 'integer' })
  total!: number;
  perSecond!: number;
  remainingMs!: number | null;
}

@ApiSchema({ name: 'BadRow', description: 'What keeps a row from being imported.' })
export class BadRowAnswer {
  file!: string;
  /** As an editor counts them, the header among them. */
  @ApiProperty({ type: 'integer' })
  line!: number;
  /** Null where it concerns the row as a whole. */
  column!: string | null;
  /** The cell as it is written. */
  value!: string | null;
  code!: string;
  message!: string;
  cure!: string | null;
}

@ApiSchema({ name: 'FindingPlace', description: 'A row that history broke a rule with.' })
export class FindingPlaceAnswer {
  file!: string;
  @ApiProperty({ type: 'integer' })
  line!: number;
  column!: string | null;
  message!: string;
  cure!: string | null;
}

@ApiSchema({ name: 'ImportFindings', description: 'Rules that history broke, by code.' })
export class ImportFindingsAnswer {
  code!: string;
  @ApiProperty({ type: 'integer' })
  count!: number;
  /** The first of them, as the trial has seen them. */
  examples!: FindingPlaceAnswer[];
}

@ApiSchema({ name: 'Import', description: 'Files that are tried out or imported, and what came of it.' })
export class ImportAnswer {
  /** Of these files, read in this way. */
  id!: string;
  /**
   * `tried` and good, `refused` for bad rows, `imported`, or `unchanged` because all of it was there; `interrupted` goes
   * on by itself when the server starts again.
   */
  @ApiProperty({ enum: IMPORT_STATES })
  state!: ImportRunState;
  dryRun!: boolean;
  @ApiProperty({ enum: DECIMALS })
  decimal!: (typeof DECIMALS)[number];
  /** Who imports it, or has imported it. */
  by!: string;
  @ApiProperty({ format: 'date-time' })
  begunAt!: string;
  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  endedAt!: string | null;
  files!: ImportedFileAnswer[];
  @ApiProperty({ type: 'integer' })
  rows!: number;
  @ApiProperty({ type: 'integer' })
  commands!: number;
  /** Null while nothing is under way. */
  progress!: ImportProgressAnswer | null;
  /** How many there are; `badRows` has the first 1,000. */
  @ApiProperty({ type: 'integer' })
  badRowsCount!: number;
  badRows!: BadRowAnswer[];
  findings!: ImportFindingsAnswer[];
  /** Rows that were refused after they had been tried, because somebody acted in between. */
  @ApiProperty({ type: 'integer' })
  refused!: number;
  refusals!: BadRowAnswer[];
  /** For a person: who had imported it before, or why it failed. */
  message!: string | null;
}

@ApiSchema({ name: 'Imports', description: 'Imports that were carried out or begun, the latest first.' })
export class ImportsAnswer {
  items!: ImportSummaryAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

@ApiSchema({ name: 'ImportSummary', description: 'An import that was begun.' })
export class ImportSummaryAnswer {
  id!: string;
  @ApiProperty({ enum: ['importing', 'imported'] })
  state!: 'importing' | 'imported';
  by!: string;
  @ApiProperty({ format: 'date-time' })
  begunAt!: string;
  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  completedAt!: string | null;
  files!: ImportedFileAnswer[];
  @ApiProperty({ type: 'integer' })
  rows!: number;
  @ApiProperty({ type: 'integer' })
  commands!: number;
  @ApiProperty({ type: 'integer' })
  refused!: number;
  @ApiProperty({ type: 'integer' })
  findingsCount!: number;
}
