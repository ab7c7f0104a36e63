import {
  ApiProperty,
  ApiSchema,
  getSchemaPath,
  IntersectionType,
  type ApiPropertyOptions,
} from '@nestjs/swagger';
import { IsIn, IsInt, IsString, Length, Matches, Max, Min } from 'class-validator';
import { Transform } from 'class-transformer';
import { currencies, RATE_REGIMES, RATE_SIDES, ROUNDINGS } from '@tramo/kernel';
import type { CurrencyCode, LocalDate, RateRegime, RateSide, Rounding } from '@tramo/kernel';
import { IsDate, IsName } from '../http/codes';
import { MayBeAbsent } from '../http/fields';
import { IsInstant } from '../journal/books-query.dto';
import { MoneyDto } from '../http/money.dto';
import { PageQuery } from '../http/tables/page.dto';

const CURRENCIES = currencies.map(({ code }) => code);
const BASES = ['recorded', 'at-rate'] as const;
const CODES = /^[^,]{1,42}(,[^,]{1,42}){0,499}$/u;

const IsCodes = (): PropertyDecorator =>
  Matches(CODES, {
    message: 'must be codes separated by commas; ~ is the absent, B* is B with everything under it',
  });

const Whole = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value,
  );

/** Which amounts count: by what they are classified under, and by when they were learned and took effect. */
export class FiguresQuery {
  /** Budget years. */
  @MayBeAbsent()
  @IsCodes()
  budgetYear?: string;

  /** Entities. */
  @MayBeAbsent()
  @IsCodes()
  entity?: string;

  /** Financing agreements. */
  @MayBeAbsent()
  @IsCodes()
  financing?: string;

  /** Sources of money. */
  @MayBeAbsent()
  @IsCodes()
  source?: string;

  /** The lender's categories. */
  @MayBeAbsent()
  @IsCodes()
  category?: string;

  /** Components. */
  @MayBeAbsent()
  @IsCodes()
  component?: string;

  /** Budget codes. */
  @MayBeAbsent()
  @IsCodes()
  budgetCode?: string;

  /** Scopes. */
  @MayBeAbsent()
  @IsCodes()
  scope?: string;

  /** Regions. */
  @MayBeAbsent()
  @IsCodes()
  region?: string;

  /** Agreements. */
  @MayBeAbsent()
  @IsCodes()
  agreement?: string;

  /** Counterparts: of whom. */
  @MayBeAbsent()
  @IsCodes()
  party?: string;

  /** As it was known at this instant, inclusive; now when absent. */
  @MayBeAbsent()
  @IsInstant()
  recordedUpTo?: string;

  /** What takes effect up to this date, inclusive; everything when absent. */
  @MayBeAbsent()
  @IsDate()
  effectiveUpTo?: LocalDate;

  /** The movements from this date on instead of a balance. */
  @MayBeAbsent()
  @IsDate()
  effectiveFrom?: LocalDate;
}

/** How the figures are printed. */
export class PrintedQuery extends FiguresQuery {
  /** The report's currency; the programme's book currency when absent. */
  @MayBeAbsent()
  @IsIn(CURRENCIES)
  currency?: CurrencyCode;

  /**
   * `recorded`: each posting at the amount it was recorded with, and only what was recorded in the report's
   * currency. `at-rate`: everything, each printed cell converted once, the residue on its own line.
   */
  @MayBeAbsent()
  @IsIn(BASES)
  @ApiProperty({ enum: BASES, default: 'recorded' })
  basis: (typeof BASES)[number] = 'recorded';

  /** Who fixed the rate, for `at-rate`. */
  @MayBeAbsent()
  @IsIn(RATE_REGIMES)
  @ApiProperty({ enum: RATE_REGIMES, default: 'official' })
  rateRegime: RateRegime = 'official';

  /** The side of the rate, for `at-rate`. */
  @MayBeAbsent()
  @IsIn(RATE_SIDES)
  @ApiProperty({ enum: RATE_SIDES, default: 'buy' })
  rateSide: RateSide = 'buy';

  /** The day of the rate; `effectiveUpTo`, or today, when absent. */
  @MayBeAbsent()
  @IsDate()
  rateDate?: LocalDate;

  /** What becomes of the part smaller than the last decimal kept. */
  @MayBeAbsent()
  @IsIn(ROUNDINGS)
  @ApiProperty({ enum: ROUNDINGS, default: 'half-up' })
  rounding: Rounding = 'half-up';

  /** Decimals kept by a conversion: 0 for whole units, -3 for thousands; the currency's own when absent. */
  @MayBeAbsent()
  @Whole()
  @IsInt()
  @Min(-6)
  @Max(5)
  @ApiProperty({ type: 'integer' })
  decimals?: number;

  /** In the prices of this period of the index: `2021`, `2021-12`. */
  @MayBeAbsent()
  @Matches(/^\d{4}(-\d\d){0,2}$/, { message: 'must be a period such as 2021 or 2021-12' })
  pricesOf?: string;

  /** The index that restates prices; needed with `pricesOf`. */
  @MayBeAbsent()
  @IsName()
  index?: string;
}

export class ExecutionQuery extends PrintedQuery {
  /**
   * The columns to group by, outermost first: dimensions, or levels of their trees such as `component:1` or
   * `budgetCode:subtitulo`. Only the total when absent.
   */
  @MayBeAbsent()
  @IsString()
  @Length(1, 200)
  @ApiProperty({ example: 'component:1,component,source' })
  groupBy?: string;

  /** Measures, in the order in which they are wanted; see the list of measures. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 500)
  @ApiProperty({ example: 'programmed,inscribed,available' })
  measures: string = 'programmed,inscribed,current,committed,accrued,paid,available';

  /** Shares of one measure in another, in percent with one decimal. */
  @MayBeAbsent()
  @Matches(/^\w+\/\w+(,\w+\/\w+){0,9}$/, { message: 'must be such as inscribed/programmed' })
  @ApiProperty({ example: 'inscribed/programmed' })
  ratios?: string;
}

/** The other instant, to which the first is compared. */
export class ComparisonQuery extends ExecutionQuery {
  /** The earlier of the two as it was known at this instant. */
  @MayBeAbsent()
  @IsInstant()
  beforeRecordedUpTo?: string;

  /** The earlier of the two with what takes effect up to this date. */
  @MayBeAbsent()
  @IsDate()
  beforeEffectiveUpTo?: LocalDate;
}

@ApiSchema({ name: 'Rate', description: 'A rate that was used.' })
export class RateAnswer {
  base!: string;
  quote!: string;
  regime!: string;
  side!: string;
  @ApiProperty({ format: 'date' })
  date!: string;
  value!: string;
  source!: string;
}

@ApiSchema({ name: 'FigureConversion', description: 'What was converted into a figure, and at which rate.' })
export class FigureConversionAnswer {
  original!: MoneyDto;
  /** `6.86 BOB/USD (official, buy, 2022-01-03, …)`. */
  rate!: string;
  rounding!: string;
  /** What rounding dropped, exactly, in the rate's quote currency. */
  residue!: string;
}

@ApiSchema({
  name: 'FigureRestatement',
  description: 'How a figure was brought to the prices of another period.',
})
export class FigureRestatementAnswer {
  index!: string;
  fromPeriod!: string;
  toPeriod!: string;
  factor!: string;
  original!: MoneyDto;
}

/** A printed amount, and the way to the events behind it. */
@ApiSchema({ name: 'Figure', description: 'A printed figure, and the way to what it is made of.' })
export class FigureAnswer extends MoneyDto {
  /** The postings, and so the events, that add up to it; absent on a residue, which nobody posted. */
  events?: string;
  /** What was converted, at which rates; absent when it stands as recorded. */
  conversions?: FigureConversionAnswer[];
  /** How it was brought to another year's prices. */
  restatements?: FigureRestatementAnswer[];
}

const figures: ApiPropertyOptions = {
  type: 'object',
  additionalProperties: { oneOf: [{ $ref: getSchemaPath(FigureAnswer) }, { type: 'null' }] },
};
const texts: ApiPropertyOptions = {
  type: 'object',
  additionalProperties: { oneOf: [{ type: 'string' }, { type: 'null' }] },
};

@ApiSchema({ name: 'ExecutionRow', description: 'A row of the report.' })
export class ExecutionRowAnswer {
  /** `residue`: what rounding left between the rows of one subtotal or total and itself. */
  kind!: 'group' | 'subtotal' | 'total' | 'residue';
  /** Code by column; null is the absent, a column that does not apply to a subtotal is not there. */
  @ApiProperty(texts)
  group!: Record<string, string | null>;
  /** The names of the codes. */
  @ApiProperty(texts)
  names!: Record<string, string | null>;
  /** By measure; null is absent, which is not zero. */
  @ApiProperty(figures)
  values!: Record<string, FigureAnswer | null>;
  /** Percent; null where there is nothing to divide by. */
  @ApiProperty(texts)
  ratios!: Record<string, string | null>;
}

@ApiSchema({
  name: 'ReportBasis',
  description: 'In which currency, at which rates and in whose prices a report is.',
})
export class ReportBasisAnswer {
  kind!: 'recorded' | 'at-rate';
  currency!: string;
  /** Every rate that was used. */
  rates!: RateAnswer[];
  rounding!: string | null;
  /** The index and the period in whose prices the figures are. */
  index!: string | null;
  pricesOf!: string | null;
  /** Currencies in which something was recorded that this basis leaves out. */
  leftOut!: string[];
}

@ApiSchema({ name: 'Execution', description: 'Execution, grouped as it was asked for.' })
export class ExecutionAnswer {
  programme!: string;
  basis!: ReportBasisAnswer;
  items!: ExecutionRowAnswer[];
}

@ApiSchema({ name: 'Compared', description: 'A figure then and now.' })
export class ComparedAnswer {
  before!: FigureAnswer | null;
  after!: FigureAnswer | null;
  /** After less before, as printed. */
  change!: MoneyDto | null;
}

@ApiSchema({ name: 'ComparisonRow', description: 'A row of the comparison.' })
export class ComparisonRowAnswer {
  kind!: 'group' | 'subtotal' | 'total' | 'residue';
  @ApiProperty(texts)
  group!: Record<string, string | null>;
  @ApiProperty(texts)
  names!: Record<string, string | null>;
  @ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(ComparedAnswer) } })
  values!: Record<string, ComparedAnswer>;
}

@ApiSchema({ name: 'Comparison', description: 'One report at two instants.' })
export class ComparisonAnswer {
  programme!: string;
  basis!: ReportBasisAnswer;
  items!: ComparisonRowAnswer[];
}

@ApiSchema({ name: 'Measure', description: 'What a report can count, and of which accounts it is made.' })
export class MeasureAnswer {
  key!: string;
  name!: string;
  nameEs!: string;
  recordedIn!: 'book' | 'lender';
  /** How often the balance of each account counts. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  accounts!: Record<string, number>;
}

export class MeasuresAnswer {
  items!: MeasureAnswer[];
}

export class EvidenceQuery extends IntersectionType(FiguresQuery, PageQuery) {
  /** The measure whose figure is to be opened. */
  @IsString()
  @Length(1, 40)
  measure!: string;

  /** The face of the amounts that count: in the book's currency, or in the one they were transacted in. */
  @MayBeAbsent()
  @IsIn(['book', 'own'])
  face: 'book' | 'own' = 'book';

  /** The currency of the amounts that count; every one when absent. */
  @MayBeAbsent()
  @IsIn(CURRENCIES)
  currency?: CurrencyCode;
}

@ApiSchema({ name: 'Evidence', description: 'A posting that counts in the figure.' })
export class EvidencePostingAnswer {
  /** The number of the event in the order of the ledger. */
  @ApiProperty({ type: 'integer' })
  ordinal!: number;
  account!: string;
  /** As it counts in the measure. */
  amount!: MoneyDto;
  @ApiProperty({ format: 'date' })
  effectiveOn!: string;
  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
  type!: string;
  actor!: string;
  stream!: string;
  @ApiProperty({ type: 'integer' })
  revision!: number;
  /** The event itself. */
  event!: string;
  @ApiProperty(texts)
  dimensions!: Record<string, string | null>;
  /** Those of the dimensions that were derived, and not given, by whoever recorded the spending. */
  derived!: string[];
}

export class EvidenceAnswer {
  /** What all postings add up to, by currency: the figure. */
  total!: MoneyDto[];
  @ApiProperty({ type: 'integer' })
  count!: number;
  items!: EvidencePostingAnswer[];
  /** Pass it as `cursor` for the next page; null at the end. */
  next!: string | null;
}
