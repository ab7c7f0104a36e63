import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { MoneyDto } from '../http/money.dto';
import { BankAccountAnswer, PaymentAnswer } from '../treasury/answers.dto';
import { AllianceInFullAnswer } from './alliances-answers.dto';
import { AgreementInFullAnswer, FourNumbersAnswer } from './contracts-answers.dto';
import { ExpenseAnswer } from './expenses-answers.dto';
import { TrancheInFullAnswer } from './tranches-answers.dto';

@ApiSchema({ name: 'FileWords', description: 'What happened, in words.' })
export class FileWordsAnswer {
  es!: string;
  en!: string;
}

@ApiSchema({ name: 'FileMoment', description: 'One event of any stream of an alliance.' })
export class FileMomentAnswer {
  /** The type of the event. */
  event!: string;
  what!: FileWordsAnswer;
  /** The tranche, expense, deposit, payment or other thing that it is about; null where it is about the whole. */
  about!: string | null;
  @ApiProperty({ format: 'date' })
  effectiveOn!: string;
  /** When the ledger learned it. */
  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
  by!: string;
  /** Null where it is about no amount. */
  @ApiProperty({ type: () => MoneyDto, nullable: true })
  amount!: MoneyDto | null;
  /** What was said with it; null where nothing was. */
  remark!: string | null;
  stream!: string;
  /** The event itself. */
  link!: string;
}

@ApiSchema({ name: 'FileClock', description: 'Working days that something waited for somebody.' })
export class FileClockAnswer {
  /** What waited: the alliance, or one of its tranches. */
  @ApiProperty({ enum: ['alliance', 'tranche'] })
  of!: string;
  /** Null of the alliance. */
  @ApiProperty({ type: 'integer', nullable: true })
  tranche!: number | null;
  step!: string;
  owner!: string;
  @ApiProperty({ format: 'date' })
  startedOn!: string;
  /** Null while it runs. */
  @ApiProperty({ format: 'date', nullable: true, type: String })
  endedOn!: string | null;
  /** Working days without holidays, up to today while it runs. */
  @ApiProperty({ type: 'integer' })
  workingDays!: number;
}

@ApiSchema({
  name: 'AllianceFile',
  description: 'Everything about one alliance, from its request to its last invoice.',
})
export class AllianceFileAnswer {
  alliance!: AllianceInFullAnswer;
  /** Null until it is signed. */
  @ApiProperty({ type: () => AgreementInFullAnswer, nullable: true })
  agreement!: AgreementInFullAnswer | null;
  /** The organisation's, by code. */
  accounts!: BankAccountAnswer[];
  /** Those that were requested, by number. */
  tranches!: TrancheInFullAnswer[];
  payments!: PaymentAnswer[];
  /** Four numbers of each party. */
  counterpart!: FourNumbersAnswer[];
  expenses!: ExpenseAnswer[];
  /** Every step there was and whose turn it was, by the day on which it began. */
  clock!: FileClockAnswer[];
  /** All events of all its streams, in the order in which they were recorded. */
  timeline!: FileMomentAnswer[];
}
