import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import type { Flag } from '@tramo/reporting';
import { IsBudgetYear, IsName } from '../http/codes';
import { MayBeAbsent } from '../http/fields';
import { MoneyDto } from '../http/money.dto';

export const MONITORING_TABLES = [
  'levels',
  'codes',
  'components',
  'regions',
  'administrative',
  'summary',
  'budget',
  'per-beneficiary',
  'coverage',
  'flags',
] as const;
export type MonitoringTable = (typeof MONITORING_TABLES)[number];

export class MonitoringQuery {
  /** The year that is monitored. */
  @IsBudgetYear()
  budgetYear!: string;

  /** The level of the budget code that the first table adds up to: `subtitulo` when absent, where there is one. */
  @MayBeAbsent()
  @IsName('subtitulo')
  level?: string;

  /** The index that restates what each beneficiary took. */
  @MayBeAbsent()
  @IsName('ipc-cl')
  index?: string;

  /** In whose prices; those of the budget year when absent. */
  @MayBeAbsent()
  @Matches(/^\d{4}(-\d\d){0,2}$/, { message: 'must be a period such as 2021 or 2021-12' })
  constantYear?: string;

  /** The table whose rows are wanted as `items`, and so as a spreadsheet. */
  @MayBeAbsent()
  @IsIn(MONITORING_TABLES)
  @ApiProperty({ enum: MONITORING_TABLES, default: 'flags' })
  table: MonitoringTable = 'flags';
}

/** An amount with the way to what it is made of. */
@ApiSchema({ name: 'MonitoredAmount', description: 'An amount, in the display unit too, and its evidence.' })
export class MonitoredAmountAnswer extends MoneyDto {
  /** In the display unit of the programme. */
  displayed!: string;
  /** The postings, and so the events, that add up to it; null of a difference, which nobody posted. */
  events!: string | null;
}

@ApiSchema({ name: 'MonitoredFigure', description: 'A number that is no money, and its event.' })
export class MonitoredFigureAnswer {
  value!: string;
  unit!: string;
  source!: string;
  event!: string;
}

@ApiSchema({ name: 'MonitoredShare', description: 'A share in percent, with one decimal and with ten.' })
export class MonitoredShareAnswer {
  percent!: string;
  precisely!: string;
}

@ApiSchema({ name: 'MonitoredCode', description: 'What was executed under a budget code.' })
export class MonitoredCodeAnswer {
  kind!: 'group' | 'total';
  code!: string | null;
  name!: string | null;
  /** The code at each level of the scheme; null where it has none. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'null' }] },
  })
  levels!: Record<string, string | null>;
  executed!: MonitoredAmountAnswer;
}

@ApiSchema({ name: 'MonitoredComponent', description: 'What was executed of a component, and what it made.' })
export class MonitoredComponentAnswer {
  kind!: 'group' | 'total';
  component!: string | null;
  name!: string | null;
  executed!: MonitoredAmountAnswer;
  production!: MonitoredFigureAnswer | null;
}

@ApiSchema({ name: 'MonitoredRegion', description: 'What was executed in a region, and for whom.' })
export class MonitoredRegionAnswer {
  kind!: 'group' | 'total';
  region!: string | null;
  name!: string | null;
  executed!: MonitoredAmountAnswer;
  /** Null where nobody has counted any, which is not zero. */
  beneficiaries!: MonitoredFigureAnswer | null;
  /** In the display unit; null where there are no beneficiaries, or none were counted. */
  perBeneficiary!: string | null;
}

@ApiSchema({
  name: 'MonitoringSummary',
  description: 'a executed + b extra-budget = c components + d administrative.',
})
export class MonitoringSummaryAnswer {
  /** a */
  executed!: MonitoredAmountAnswer;
  /** b: what is spent beside the budget; null, for the ledger holds the budget. */
  extraBudget!: MonitoredAmountAnswer | null;
  /** a + b */
  executedWithExtraBudget!: MonitoredAmountAnswer;
  /** c */
  components!: MonitoredAmountAnswer;
  /** d */
  administrative!: MonitoredAmountAnswer;
  /** c + d */
  componentsWithAdministrative!: MonitoredAmountAnswer;
  difference!: MonitoredAmountAnswer;
  agrees!: boolean;
}

@ApiSchema({ name: 'MonitoredBudget', description: 'The budget and what was executed of it.' })
export class MonitoredBudgetAnswer {
  initial!: MonitoredAmountAnswer | null;
  final!: MonitoredAmountAnswer | null;
  /** Final less initial. */
  change!: MonitoredAmountAnswer | null;
  executed!: MonitoredAmountAnswer;
  ofFinal!: MonitoredShareAnswer | null;
  /** Without administration. */
  components!: MonitoredAmountAnswer;
  componentsOfFinal!: MonitoredShareAnswer | null;
  /** What was executed beyond the final budget; null where nothing was. */
  beyondFinal!: MonitoredAmountAnswer | null;
}

@ApiSchema({ name: 'ConstantMoney', description: 'The same in the prices of another period.' })
export class ConstantMoneyAnswer {
  value!: string;
  index!: string;
  /** What counts as 100. */
  basePeriod!: string;
  fromPeriod!: string;
  fromValue!: string;
  toPeriod!: string;
  toValue!: string;
  factor!: string;
}

@ApiSchema({
  name: 'DeclaredPerBeneficiary',
  description: 'What a document says, and the factor it implies.',
})
export class DeclaredPerBeneficiaryAnswer extends MonitoredFigureAnswer {
  /** What the nominal figure would have to be multiplied by. */
  impliedFactor!: string | null;
  /** Least and most that it can have been before the declared figure was rounded. */
  least!: string | null;
  most!: string | null;
  /** The nominal figure, rounded; the constant one, by its index; or neither. */
  explanation!: 'nominal' | 'index' | 'none';
}

@ApiSchema({ name: 'MonitoredBeneficiary', description: 'What one beneficiary took in a year.' })
export class MonitoredBeneficiaryAnswer {
  year!: string;
  /** Components and administration; null where the books hold nothing of the year. */
  executed!: MonitoredAmountAnswer | null;
  beneficiaries!: MonitoredFigureAnswer | null;
  /** In the display unit of the programme. */
  nominal!: string | null;
  constant!: ConstantMoneyAnswer | null;
  declared!: DeclaredPerBeneficiaryAnswer | null;
}

@ApiSchema({ name: 'MonitoredCoverage', description: 'Effective in the objective population of a year.' })
export class MonitoredCoverageAnswer {
  year!: string;
  potential!: MonitoredFigureAnswer | null;
  objective!: MonitoredFigureAnswer | null;
  effective!: MonitoredFigureAnswer | null;
  coverage!: MonitoredShareAnswer | null;
  declared!: MonitoredFigureAnswer | null;
}

@ApiSchema({ name: 'MonitoringFlag', description: 'What does not fit together.' })
export class MonitoringFlagAnswer {
  @ApiProperty({ type: 'string' })
  flag!: Flag['flag'];
  /** The code or the year it is about; null where it is about the whole. */
  about!: string | null;
  message!: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  values!: Record<string, string>;
}

@ApiSchema({ name: 'Monitoring', description: 'The spending section of the monitoring form of a year.' })
export class MonitoringAnswer {
  programme!: string;
  budgetYear!: string;
  currency!: string;
  /** Amounts are displayed in so many units of the currency. */
  @ApiProperty({ type: 'integer' })
  displayUnit!: number;
  /** The level of the budget code that `levels` adds up to. */
  level!: string | null;
  levels!: MonitoredCodeAnswer[];
  codes!: MonitoredCodeAnswer[];
  components!: MonitoredComponentAnswer[];
  /** Without administration. */
  regions!: MonitoredRegionAnswer[];
  administrative!: MonitoredCodeAnswer[];
  summary!: MonitoringSummaryAnswer;
  budget!: MonitoredBudgetAnswer;
  perBeneficiary!: MonitoredBeneficiaryAnswer[];
  coverage!: MonitoredCoverageAnswer[];
  flags!: MonitoringFlagAnswer[];
  /** The rows of the table that was asked for; the flags when none was. */
  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  items!: object[];
}
