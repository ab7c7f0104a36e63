import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { CLASSIFIERS, SOURCE_KINDS, type Classifier, type SourceKind } from '@tramo/programmes';
import type { LocalDate } from '@tramo/kernel';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsString, Length } from 'class-validator';
import { IsCode, IsDate, IsName } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { PageQuery } from '../http/tables/page.dto';
import { IsListOf, IsLongText, IsText, MayBeAbsent } from '../http/fields';

@ApiSchema({ name: 'ClassifierEntryBody', description: 'A code, and what it stands for.' })
export class ClassifierEntryBody {
  @IsCode()
  code!: string;

  @IsText(200)
  name!: string;

  /** The entry it stands under: defined before, or earlier in the list. */
  @MayBeAbsent()
  @IsCode()
  parent?: string | null;

  /** The first day of its use. */
  @IsDate()
  validFrom!: LocalDate;

  /** Of a budget code: the key of its level in the scheme. */
  @MayBeAbsent()
  @IsName()
  level?: string | null;

  /** Of a source: whose money it is. */
  @MayBeAbsent()
  @IsIn(SOURCE_KINDS)
  @ApiProperty({ enum: SOURCE_KINDS, required: false })
  sourceKind?: SourceKind | null;

  /** Of a lender's source: the financing agreement it draws on. */
  @MayBeAbsent()
  @IsName()
  financing?: string | null;

  /** Where the code is printed. */
  @MayBeAbsent()
  @IsText(200)
  reference?: string | null;
}

export class DefineClassifierEntriesBody extends CommandBody {
  @IsListOf(() => ClassifierEntryBody, 500)
  entries!: ClassifierEntryBody[];
}

export class SupersedeClassifierEntryBody extends CommandBody {
  @IsCode()
  code!: string;

  /** The last day of its use. */
  @IsDate()
  validTo!: LocalDate;

  /** The codes that take its place; none when nothing does. */
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 40, { each: true })
  by!: string[];

  @IsLongText(1_000)
  reason!: string;
}

@ApiSchema({
  name: 'CrosswalkEntryBody',
  description: 'Which category pays a component, and all below it that is not named.',
})
export class CrosswalkEntryBody {
  @IsCode()
  component!: string;

  @IsCode()
  category!: string;
}

export class AdoptCrosswalkBody extends CommandBody {
  @IsName()
  financing!: string;

  /** From this day on it replaces the crosswalk before it. */
  @IsDate()
  validFrom!: LocalDate;

  /** A component that is not named has the category of the nearest one above it that is. */
  @IsListOf(() => CrosswalkEntryBody, 200)
  entries!: CrosswalkEntryBody[];

  /** Why it is so: the clause, the letter, the arithmetic. */
  @IsLongText(4_000)
  proof!: string;
}

export class ClassifierQuery extends PageQuery {
  /** Only what is valid on this date; everything that ever was when absent. */
  @MayBeAbsent()
  @IsDate()
  on?: LocalDate;
}

export class CrosswalkQuery {
  /** The date on which it is to hold; today, where the programme is, when absent. */
  @MayBeAbsent()
  @IsDate()
  on?: LocalDate;

  /** Only of this financing agreement. */
  @MayBeAbsent()
  @IsName()
  financing?: string;
}

@ApiSchema({
  name: 'ClassifierEntry',
  description: 'A code, what it stands for, and from when to when it is used.',
})
export class ClassifierEntryAnswer {
  @ApiProperty({ enum: CLASSIFIERS })
  classifier!: Classifier;
  code!: string;
  name!: string;
  parent!: string | null;
  @ApiProperty({ format: 'date' })
  validFrom!: string;
  /** The last day of its use; null while nothing has superseded it. */
  validTo!: string | null;
  supersededBy!: string[];
  supersededBecause!: string | null;
  level!: string | null;
  sourceKind!: SourceKind | null;
  financing!: string | null;
  reference!: string | null;
}

@ApiSchema({ name: 'ClassifierEntries', description: 'Entries by code.' })
export class ClassifierEntriesAnswer {
  items!: ClassifierEntryAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

@ApiSchema({ name: 'CrosswalkEntry', description: 'Which category pays a component.' })
export class CrosswalkEntryAnswer {
  financing!: string;
  component!: string;
  category!: string;
}

/** A crosswalk in force. */
@ApiSchema({ name: 'Crosswalk', description: 'A crosswalk and its proof.' })
export class CrosswalkAnswer {
  financing!: string;
  /** Counted from 1 for each financing agreement. */
  @ApiProperty({ type: 'integer' })
  number!: number;
  @ApiProperty({ format: 'date' })
  validFrom!: string;
  proof!: string;
}

@ApiSchema({ name: 'Crosswalks', description: 'The crosswalks in force on a day.' })
export class CrosswalksAnswer {
  @ApiProperty({ format: 'date' })
  on!: string;
  crosswalks!: CrosswalkAnswer[];
  items!: CrosswalkEntryAnswer[];
}
