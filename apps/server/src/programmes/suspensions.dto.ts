import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { LocalDate } from '@tramo/kernel';
import { IsDate, IsName } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { IsLongText, IsText } from '../http/fields';

const nullableDate = { format: 'date', nullable: true, type: String } as const;

export class FinancingPath {
  @IsName('8735-bo')
  financing!: string;
}

class NoticeBody extends CommandBody {
  /** The lender's letter, as people cite it. */
  @IsText(200)
  document!: string;

  @IsLongText(1_000)
  reason!: string;
}

export class SuspendFinancingBody extends NoticeBody {
  /** From this day on the lender pays nothing out; not a day to come. */
  @IsDate()
  suspendedOn!: LocalDate;
}

export class LiftFinancingSuspensionBody extends NoticeBody {
  /** From this day on it pays again; not a day to come. */
  @IsDate()
  liftedOn!: LocalDate;
}

@ApiSchema({ name: 'FinancingSuspension', description: 'A time in which the lender pays nothing out.' })
export class SuspensionAnswer {
  @ApiProperty({ type: 'integer' })
  number!: number;
  @ApiProperty({ format: 'date', type: String })
  suspendedOn!: string;
  document!: string;
  reason!: string;
  suspendedBy!: string;
  @ApiProperty({ format: 'date', type: String })
  recordedOn!: string;
  /** Null while it lasts. */
  @ApiProperty(nullableDate)
  liftedOn!: string | null;
  liftDocument!: string | null;
  liftReason!: string | null;
  liftedBy!: string | null;
}

@ApiSchema({
  name: 'FinancingSuspensions',
  description: 'Suspensions in the order in which they were recorded.',
})
export class SuspensionsAnswer {
  items!: SuspensionAnswer[];
}
