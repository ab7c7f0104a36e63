import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsTimeZone, Matches } from 'class-validator';
import { ENTITY_KINDS, type EntityKind } from '@tramo/programmes';
import { currencies, type CurrencyCode } from '@tramo/kernel';
import { IsCode, IsMonth, IsName } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { IsListOf, IsLongText, IsNested, IsText } from '../http/fields';

const CURRENCIES = currencies.map(({ code }) => code);

@ApiSchema({ name: 'ExecutingUnit', description: 'The first entity of a programme.' })
export class ExecutingUnitBody {
  /** The code of the entity whose books the unit keeps. */
  @IsCode()
  code!: string;

  @IsText(200)
  name!: string;
}

export class OpenProgrammeBody extends CommandBody {
  /** Its code, by which addresses name it from now on. */
  @IsName()
  programme!: string;

  @IsText(200)
  name!: string;

  /** ISO 3166: `BO`. */
  @Matches(/^[A-Z]{2}$/, { message: 'must be a country such as "BO"' })
  @ApiProperty({ example: 'BO', pattern: '^[A-Z]{2}$' })
  country!: string;

  /** The executing agency. */
  @IsText(200)
  agency!: string;

  /** The zone in which its days begin and end. */
  @IsTimeZone({ message: 'must be a zone such as "America/La_Paz"' })
  @ApiProperty({ example: 'America/La_Paz' })
  zone!: string;

  /** The currency of its books. */
  @IsIn(CURRENCIES)
  @ApiProperty({ example: 'BOB', enum: CURRENCIES })
  bookCurrency!: CurrencyCode;

  /** Whether its printed tables show units or thousands. Answers always carry the exact amounts. */
  @IsIn([1, 1000])
  @ApiProperty({ type: 'integer', enum: [1, 1000] })
  displayUnit!: 1 | 1000;

  /** The executing unit, the first entity of the programme. */
  @IsNested(() => ExecutingUnitBody)
  unit!: ExecutingUnitBody;

  /** Opened to be looked at, and nobody's money; no when absent. */
  @IsOptional()
  @IsBoolean()
  demonstration?: boolean;
}

export class RegisterEntityBody extends CommandBody {
  @IsCode()
  code!: string;

  @IsText(200)
  name!: string;

  @IsIn(ENTITY_KINDS)
  @ApiProperty({ enum: ENTITY_KINDS })
  kind!: EntityKind;
}

@ApiSchema({ name: 'BudgetCodeLevelBody', description: 'A level of budget codes, such as partida.' })
export class BudgetCodeLevelBody {
  /** By which entries name their level: `subtitulo`. */
  @IsName()
  key!: string;

  @IsText(100)
  name!: string;
}

export class AdoptBudgetCodeSchemeBody extends CommandBody {
  /** From the widest to the narrowest. */
  @IsListOf(() => BudgetCodeLevelBody, 20)
  levels!: BudgetCodeLevelBody[];

  /** What stands between two levels in a printed code. */
  @Matches(/^[-./_ ]{1,3}$/, { message: 'must be one to three of - . / _ and blank' })
  separator!: string;
}

export class CloseMonthBody extends CommandBody {
  @IsMonth()
  month!: string;
}

export class ProposeMonthReopeningBody extends CommandBody {
  /** What has to be put right in it. */
  @IsLongText(1_000)
  reason!: string;
}

/** Takes nothing but what every command may say. */
export class SecondMonthReopeningBody extends CommandBody {}

@ApiSchema({ name: 'BudgetCodeLevel', description: 'A level of budget codes, such as partida.' })
export class BudgetCodeLevelAnswer {
  key!: string;
  name!: string;
}

@ApiSchema({ name: 'BudgetCodeScheme', description: 'The levels of which budget codes are made.' })
export class BudgetCodeSchemeAnswer {
  /** From the widest to the narrowest. */
  levels!: BudgetCodeLevelAnswer[];
  separator!: string;
}

@ApiSchema({ name: 'Programme', description: 'A programme and what its books are kept in.' })
export class ProgrammeAnswer {
  programme!: string;
  name!: string;
  country!: string;
  agency!: string;
  zone!: string;
  bookCurrency!: string;
  @ApiProperty({ type: 'integer', enum: [1, 1000] })
  displayUnit!: number;
  /** Opened to be looked at, and nobody's money. */
  demonstration!: boolean;
  /** The code of the executing unit's entity. */
  executingUnit!: string;
  @ApiProperty({ format: 'date' })
  openedOn!: string;
  /** Null until one is adopted. */
  budgetCodeScheme!: BudgetCodeSchemeAnswer | null;
}

@ApiSchema({ name: 'Programmes', description: 'Programmes by code.' })
export class ProgrammesAnswer {
  items!: ProgrammeAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

@ApiSchema({ name: 'Entity', description: 'Whose books are kept, or watched.' })
export class EntityAnswer {
  code!: string;
  name!: string;
  @ApiProperty({ enum: ENTITY_KINDS })
  kind!: EntityKind;
}

@ApiSchema({ name: 'Entities', description: 'Entities by code.' })
export class EntitiesAnswer {
  items!: EntityAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

@ApiSchema({ name: 'ProgrammeMonth', description: 'A month that is or was closed.' })
export class MonthAnswer {
  month!: string;
  state!: 'closed' | 'reopening-proposed' | 'open';
  closedBy!: string;
  proposedBy!: string | null;
  reason!: string | null;
  secondedBy!: string | null;
}

/** Months that are closed or have been; every other is open. */
@ApiSchema({ name: 'ProgrammeMonths', description: 'Months in their order; one that is not listed is open.' })
export class MonthsAnswer {
  items!: MonthAnswer[];
}
