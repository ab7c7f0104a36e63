import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { HOLIDAYS_MAX } from '@tramo/programmes';
import type { LocalDate } from '@tramo/kernel';
import { IsBudgetYear, IsDate, IsName } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { IsListOf, IsLongText, IsText, MayBeAbsent } from '../http/fields';

export class HolidayPath {
  @IsName('par2')
  programme!: string;

  @IsDate()
  date!: LocalDate;
}

export class HolidayBody {
  @IsDate()
  date!: LocalDate;

  @IsText(200)
  @ApiProperty({ example: 'Día de la Patria' })
  name!: string;
}

export class EnterHolidaysBody extends CommandBody {
  @IsListOf(() => HolidayBody, HOLIDAYS_MAX)
  holidays!: HolidayBody[];
}

export class WithdrawHolidayBody extends CommandBody {
  @IsLongText(1_000)
  reason!: string;
}

export class HolidaysQuery {
  /** Only those of this year. */
  @MayBeAbsent()
  @IsBudgetYear()
  year?: string;
}

@ApiSchema({ name: 'Holiday', description: 'A day that no clock of the programme counts.' })
export class HolidayAnswer {
  @ApiProperty({ format: 'date', type: String })
  date!: string;
  name!: string;
  enteredBy!: string;
}

@ApiSchema({ name: 'Holidays', description: 'The holidays of a programme, in their order.' })
export class HolidaysAnswer {
  items!: HolidayAnswer[];
}
