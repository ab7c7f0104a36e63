import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { Transform } from 'class-transformer';
import { RATE_REGIMES, RATE_SIDES, ROUNDINGS } from '@tramo/kernel';
import type { LocalDate, RateRegime, RateSide, Rounding } from '@tramo/kernel';
import { IsBudgetYear, IsDate, IsName } from '../http/codes';
import { MayBeAbsent } from '../http/fields';
import { MoneyDto } from '../http/money.dto';
import { FigureAnswer } from './execution.dto';

/** What is told twice: by category in the lender's currency, and by component in the book's. */
export const TOLD_TWICE = {
  programmed: ['programmedByCategory', 'programmed'],
  committed: ['reserved', 'committed'],
} as const;
type ToldTwice = keyof typeof TOLD_TWICE;

export class ReconciliationQuery {
  /** The financing agreement whose categories are compared. */
  @IsName('ida-5170')
  financing!: string;

  /** The budget year that is compared. */
  @IsBudgetYear()
  budgetYear!: string;

  /** The measure that is compared. */
  @MayBeAbsent()
  @IsIn(Object.keys(TOLD_TWICE))
  @ApiProperty({ enum: Object.keys(TOLD_TWICE), default: 'programmed' })
  of: ToldTwice = 'programmed';

  /** The day whose crosswalk and rate count; today when absent. */
  @MayBeAbsent()
  @IsDate()
  on?: LocalDate;

  /** Who fixed the rate. */
  @MayBeAbsent()
  @IsIn(RATE_REGIMES)
  @ApiProperty({ enum: RATE_REGIMES, default: 'official' })
  rateRegime: RateRegime = 'official';

  /** The side of the rate. */
  @MayBeAbsent()
  @IsIn(RATE_SIDES)
  @ApiProperty({ enum: RATE_SIDES, default: 'buy' })
  rateSide: RateSide = 'buy';

  /** What becomes of the part smaller than the last decimal kept. */
  @MayBeAbsent()
  @IsIn(ROUNDINGS)
  @ApiProperty({ enum: ROUNDINGS, default: 'half-up' })
  rounding: Rounding = 'half-up';

  /** Decimals in which the categories were recorded: 0 for whole units. */
  @MayBeAbsent()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^-?\d$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(-6)
  @Max(5)
  @ApiProperty({ type: 'integer' })
  decimals?: number;
}

@ApiSchema({ name: 'ReconciledLine' })
export class ReconciledLineAnswer {
  component!: string | null;
  name!: string | null;
  amount!: FigureAnswer;
}

@ApiSchema({ name: 'ReconciledCategory' })
export class ReconciledCategoryAnswer {
  kind!: 'category' | 'total';
  category!: string | null;
  name!: string | null;
  /** In the lender's currency, as recorded; null when nothing was. */
  recorded!: FigureAnswer | null;
  /** What the crosswalk counts in the category, in book currency. */
  inBook!: MoneyDto;
  /** That, converted once. */
  converted!: MoneyDto;
  /** Recorded less converted. */
  difference!: MoneyDto;
  @ApiProperty({ enum: ['agrees', 'rounding', 'rate', 'timing', 'error'] })
  explanation!: 'agrees' | 'rounding' | 'rate' | 'timing' | 'error';
  /** Why, in words that can be checked. */
  because!: string;
  lines!: ReconciledLineAnswer[];
}

@ApiSchema({ name: 'Reconciliation' })
export class ReconciliationAnswer {
  programme!: string;
  financing!: string;
  budgetYear!: string;
  /** `6.86 BOB/USD (official, buy, …)`. */
  rate!: string;
  /** Why the crosswalk is as it is, as it was proven when it was adopted; null while there is none. */
  crosswalkProof!: string | null;
  /** True when every category agrees, or differs for a reason that is no error. */
  explained!: boolean;
  items!: ReconciledCategoryAnswer[];
}
