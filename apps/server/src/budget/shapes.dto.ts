import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { applyDecorators } from '@nestjs/common';
import type { LocalDate } from '@tramo/kernel';
import { IsCode, IsDate, IsName } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { IsMoney, MoneyDto } from '../http/money.dto';
import { IsCorrection, IsText, MayBeAbsent } from '../http/fields';

/** How many lines one legal act names at most; a longer one is sent in parts. */
export const LINES_MAX = 500;

/** What every command that posts to a budget may say. */
export class BudgetCommandBody extends CommandBody {
  /** The date, in a month that is closed, that this puts right in one that is open. */
  @IsCorrection()
  correctsOn?: LocalDate | null;
}

/** A line as a person names it: the agreement and its category follow from the rest. */
@ApiSchema({ name: 'AskedLine' })
export class AskedLineBody {
  /** Whose line it is; the budget's own entity when absent. */
  @MayBeAbsent()
  @IsCode()
  entity?: string | null;

  @IsCode()
  source!: string;

  /** As the source has it; need not be said. */
  @MayBeAbsent()
  @IsName()
  financing?: string | null;

  /** As the crosswalk has it; need not be said. */
  @MayBeAbsent()
  @IsCode()
  category?: string | null;

  @MayBeAbsent()
  @IsCode()
  component?: string | null;

  @MayBeAbsent()
  @IsCode()
  budgetCode?: string | null;

  @MayBeAbsent()
  @IsCode()
  region?: string | null;

  @MayBeAbsent()
  @IsCode()
  scope?: string | null;
}

/** A line of a budget, with everything it is classified by, as the list of lines shows it. */
@ApiSchema({ name: 'NamedLine' })
export class NamedLineBody extends AskedLineBody {
  @IsCode()
  declare entity: string;
}

@ApiSchema({ name: 'LineAmount' })
export class LineAmountBody {
  @IsNested(() => AskedLineBody)
  line!: AskedLineBody;

  @IsMoney()
  amount!: MoneyDto;
}

/** A law, decree or resolution. */
@ApiSchema({ name: 'LegalAct' })
export class LegalActBody {
  /** What it is: ley, decreto supremo, resolución ministerial. */
  @IsText(80)
  type!: string;

  @IsText(80)
  number!: string;

  @IsDate()
  date!: LocalDate;
}

/** A field that holds what a class says. */
export function IsNested(type: () => new () => object): PropertyDecorator {
  return applyDecorators(ValidateNested(), Type(type), ApiProperty({ type }));
}
