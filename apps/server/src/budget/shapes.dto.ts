import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { LocalDate } from '@tramo/kernel';
import { IsCode, IsDate, IsName } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { IsMoney, MoneyDto } from '../http/money.dto';
import { IsCorrection, IsNested, IsText, MayBeAbsent } from '../http/fields';

/** How many lines one legal act names at most; a longer one is sent in parts. */
export const LINES_MAX = 500;

/** What every command that posts to a budget may say. */
export class BudgetCommandBody extends CommandBody {
  /** The date, in a month that is closed, that this puts right in one that is open. */
  @IsCorrection()
  correctsOn?: LocalDate | null;
}

/** What a line is classified by, besides whose it is. */
class LineCodes {
  /** Whose money it is: a code of the classifier `source`. */
  @IsCode('CREDIT')
  source!: string;

  /** As the source has it; need not be said. */
  @MayBeAbsent()
  @IsName('ida-5170')
  financing?: string | null;

  /** As the crosswalk has it; need not be said. */
  @MayBeAbsent()
  @IsCode('1')
  category?: string | null;

  /** A code of the classifier `component`. */
  @MayBeAbsent()
  @IsCode()
  component?: string | null;

  /** A code of the classifier `budgetCode`. */
  @MayBeAbsent()
  @IsCode('33.01.001')
  budgetCode?: string | null;

  /** A code of the classifier `region`. */
  @MayBeAbsent()
  @IsCode('05')
  region?: string | null;

  /** A code of the classifier `scope`. */
  @MayBeAbsent()
  @IsCode('national')
  scope?: string | null;
}

/** A line as a person names it: the agreement and its category follow from the rest. */
@ApiSchema({
  name: 'AskedLine',
  description: 'A line as a person names it: its agreement and category follow from the rest.',
})
export class AskedLineBody extends LineCodes {
  /** Whose line it is; the budget's own entity when absent. */
  @MayBeAbsent()
  @IsCode('UEP')
  entity?: string | null;
}

/** A line of a budget, with everything it is classified by, as the list of lines shows it. */
@ApiSchema({ name: 'NamedLine', description: 'A line in full, as the list of lines shows it.' })
export class NamedLineBody extends LineCodes {
  /** Whose line it is. */
  @IsCode('UEP')
  entity!: string;
}

@ApiSchema({ name: 'LineAmount', description: 'An amount on a line.' })
export class LineAmountBody {
  @IsNested(() => AskedLineBody)
  line!: AskedLineBody;

  @IsMoney()
  amount!: MoneyDto;
}

/** A law, decree or resolution. */
@ApiSchema({ name: 'LegalAct', description: 'A law, decree or resolution.' })
export class LegalActBody {
  /** What it is: ley, decreto supremo, resolución ministerial. */
  @ApiProperty({ example: 'ley' })
  @IsText(80)
  type!: string;

  /** As it is cited: `1413`, `DS 4783`. */
  @ApiProperty({ example: '1413' })
  @IsText(80)
  number!: string;

  /** The day it was given. */
  @IsDate()
  date!: LocalDate;
}
