import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { LocalDate } from '@tramo/kernel';
import { IsBudgetYear, IsDate, IsName } from '../http/codes';
import { IsFlag, MayBeAbsent } from '../http/fields';
import { MoneyDto } from '../http/money.dto';
import { PageQuery } from '../http/tables/page.dto';

export class AgeingQuery {
  /** As of the end of this day; today when absent. */
  @MayBeAbsent()
  @IsDate()
  on?: LocalDate;

  /** Only advances of this agreement. */
  @MayBeAbsent()
  @IsName('a-17')
  agreement?: string;
}

export class PledgesQuery extends PageQuery {
  /** Only those of this agreement. */
  @MayBeAbsent()
  @IsName('a-17')
  agreement?: string;

  /** Only those of which something is to be repaid, or only the others. */
  @IsFlag()
  open?: boolean;
}

export class SpendingsQuery extends PageQuery {
  /** Only those of this agreement. */
  @MayBeAbsent()
  @IsName('a-17')
  agreement?: string;

  /** Only those of this budget year. */
  @MayBeAbsent()
  @IsBudgetYear()
  budgetYear?: string;
}

@ApiSchema({
  name: 'UnjustifiedAdvance',
  description: 'What of a tranche nobody has accounted for, by its age.',
})
export class AdvanceAnswer {
  agreement!: string;
  organisation!: string | null;
  @ApiProperty({ type: 'integer' })
  tranche!: number;
  /** When the bank had paid it. */
  @ApiProperty({ format: 'date' })
  since!: string;
  @ApiProperty({ type: 'integer' })
  days!: number;
  unjustified!: MoneyDto;
  /** Of that, what was ruled out and is not made good. */
  owed!: MoneyDto;
  upTo30!: MoneyDto;
  upTo60!: MoneyDto;
  upTo90!: MoneyDto;
  upTo180!: MoneyDto;
  over180!: MoneyDto;
}

@ApiSchema({ name: 'AdvanceTotals', description: 'What is unjustified in all, by age.' })
export class AdvanceTotalsAnswer {
  unjustified!: MoneyDto;
  owed!: MoneyDto;
  upTo30!: MoneyDto;
  upTo60!: MoneyDto;
  upTo90!: MoneyDto;
  upTo180!: MoneyDto;
  over180!: MoneyDto;
}

@ApiSchema({
  name: 'AgeingOfAdvances',
  description: 'Unjustified advances as of a day, by agreement and tranche.',
})
export class AgeingAnswer {
  @ApiProperty({ format: 'date' })
  on!: string;
  items!: AdvanceAnswer[];
  /** One for each currency. */
  totals!: AdvanceTotalsAnswer[];
}

@ApiSchema({
  name: 'RevolvingPledge',
  description: 'What producers owe to the revolving fund of their organisation.',
})
export class PledgeAnswer {
  agreement!: string;
  pledge!: string;
  amount!: MoneyDto;
  repaid!: MoneyDto;
  open!: MoneyDto;
  @ApiProperty({ format: 'date' })
  pledgedOn!: string;
  @ApiProperty({ format: 'date' })
  dueOn!: string;
  by!: string;
}

@ApiSchema({ name: 'RevolvingPledges', description: 'Pledges by agreement and id.' })
export class PledgesAnswer {
  items!: PledgeAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

@ApiSchema({ name: 'SpendingLine', description: 'The line that a spending or an allocation rests on.' })
export class SpendingLineAnswer {
  entity!: string;
  source!: string;
  financing!: string | null;
  category!: string | null;
  component!: string | null;
  budgetCode!: string | null;
  region!: string | null;
  scope!: string | null;
}

@ApiSchema({ name: 'Spending', description: 'What the unit spent itself.' })
export class SpendingAnswer {
  agreement!: string;
  spending!: string;
  budgetYear!: string;
  commitment!: string;
  line!: SpendingLineAnswer;
  amount!: MoneyDto;
  supplier!: string | null;
  concept!: string;
  payer!: string | null;
  /** Names of dimensions that were derived, and not given. */
  derived!: string[];
  @ApiProperty({ format: 'date' })
  spentOn!: string;
  by!: string;
  /** Where to read the event. */
  link!: string;
}

@ApiSchema({ name: 'Spendings', description: 'Spendings by agreement and id.' })
export class SpendingsAnswer {
  items!: SpendingAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

@ApiSchema({ name: 'CostAllocation', description: 'A cost that a driver brought to a line.' })
export class AllocationAnswer {
  agreement!: string;
  allocation!: string;
  driver!: string;
  version!: string;
  budgetYear!: string;
  /** The line that it relieves; null of a cost that was borne outside the programme. */
  @ApiProperty({ type: () => SpendingLineAnswer, nullable: true })
  from!: SpendingLineAnswer | null;
  to!: SpendingLineAnswer;
  amount!: MoneyDto;
  @ApiProperty({ format: 'date' })
  allocatedOn!: string;
  by!: string;
  /** Where to read the event. */
  link!: string;
}

@ApiSchema({ name: 'CostAllocations', description: 'Allocations in the order in which they were made.' })
export class AllocationsAnswer {
  items!: AllocationAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}
