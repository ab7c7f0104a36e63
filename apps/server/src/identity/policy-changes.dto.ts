import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsString,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import {
  ACTS,
  CONFLICT_FORCES,
  CONFLICT_SCOPES,
  CONFLICT_TIES,
  DATE_RULES,
  POLICY_DEFAULTS,
  RATE_DAYS_MAX,
  type Act,
  type ConflictForce,
  type ConflictScope,
  type ConflictTie,
  type CountryRuleName,
  type DateRule,
  type ParameterName,
  type PolicyChange,
  type ThresholdName,
} from '@tramo/identity';
import {
  RATE_REGIMES,
  RATE_SIDES,
  ROUNDINGS,
  type RateRegime,
  type RateSide,
  type Rounding,
} from '@tramo/kernel';
import { IsMoney, MoneyDto } from '../http/money.dto';

const KINDS = [
  'threshold',
  'parameter',
  'conflict',
  'rate-regime',
  'country-rule',
] as const satisfies readonly PolicyChange['kind'][];

const THRESHOLDS = Object.keys(POLICY_DEFAULTS.thresholds);
const PARAMETERS = Object.keys(POLICY_DEFAULTS.parameters);
const COUNTRY_RULES = Object.keys(POLICY_DEFAULTS.countryRules);

/** One thing that a policy says. */
export class PolicyChangeDto {
  @ApiProperty({ enum: KINDS })
  @IsIn(KINDS)
  kind!: PolicyChange['kind'];
}

/** An amount from which on more is needed. */
@ApiSchema({ name: 'ThresholdChange', description: 'Sets an amount from which more is asked.' })
export class ThresholdChangeDto extends PolicyChangeDto {
  @ApiProperty({ enum: ['threshold'] })
  declare kind: 'threshold';

  @ApiProperty({ enum: THRESHOLDS })
  @IsIn(THRESHOLDS)
  name!: ThresholdName;

  @IsMoney()
  money!: MoneyDto;
}

/** A number of days, signatures, or the like. */
@ApiSchema({ name: 'ParameterChange', description: 'Sets a number that rules count with.' })
export class ParameterChangeDto extends PolicyChangeDto {
  @ApiProperty({ enum: ['parameter'] })
  declare kind: 'parameter';

  @ApiProperty({ enum: PARAMETERS })
  @IsIn(PARAMETERS)
  name!: ParameterName;

  /** A decimal as text. */
  @ApiProperty({ example: '30' })
  @IsString()
  @Length(1, 40)
  value!: string;
}

/** Two acts that are not for the same people. */
@ApiSchema({ name: 'ConflictChange', description: 'Keeps two acts apart, or lets them meet with a finding.' })
export class ConflictChangeDto extends PolicyChangeDto {
  @ApiProperty({ enum: ['conflict'] })
  declare kind: 'conflict';

  @ApiProperty({ enum: ACTS, isArray: true, minItems: 2, maxItems: 2 })
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(2)
  @IsIn(ACTS, { each: true })
  acts!: [Act, Act];

  /** How far apart the acts may be and still meet. */
  @ApiProperty({ enum: CONFLICT_SCOPES })
  @IsIn(CONFLICT_SCOPES)
  scope!: ConflictScope;

  /** What makes people the same: being one, one employer, or that one hired the other. */
  @ApiProperty({ enum: CONFLICT_TIES })
  @IsIn(CONFLICT_TIES)
  by!: ConflictTie;

  @ApiProperty({ enum: CONFLICT_FORCES })
  @IsIn(CONFLICT_FORCES)
  force!: ConflictForce;
}

/** Which rate of exchange an act takes. */
@ApiSchema({ name: 'RateRegimeChange', description: 'Says which rate an act converts at.' })
export class RateRegimeChangeDto extends PolicyChangeDto {
  @ApiProperty({ enum: ['rate-regime'] })
  declare kind: 'rate-regime';

  /** The act that converts: `reserve-category`. A rate regime for another word counts for nothing yet. */
  @ApiProperty({ example: 'reserve-category' })
  @Matches(/^[a-z][a-z-]{0,39}$/, { message: 'must be a word such as "inscription"' })
  act!: string;

  @ApiProperty({ enum: RATE_REGIMES })
  @IsIn(RATE_REGIMES)
  regime!: RateRegime;

  @ApiProperty({ enum: RATE_SIDES })
  @IsIn(RATE_SIDES)
  side!: RateSide;

  @ApiProperty({ enum: DATE_RULES })
  @IsIn(DATE_RULES)
  dateRule!: DateRule;

  /** How old the rate may be; 0 where it must be of the day. */
  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(0)
  @Max(RATE_DAYS_MAX)
  days!: number;

  @ApiProperty({ enum: ROUNDINGS })
  @IsIn(ROUNDINGS)
  rounding!: Rounding;
}

/** A choice that countries make differently. */
@ApiSchema({ name: 'CountryRuleChange', description: 'Chooses where countries differ.' })
export class CountryRuleChangeDto extends PolicyChangeDto {
  @ApiProperty({ enum: ['country-rule'] })
  declare kind: 'country-rule';

  @ApiProperty({ enum: COUNTRY_RULES })
  @IsIn(COUNTRY_RULES)
  name!: CountryRuleName;

  /** One of the choices that the policy in force lists for the rule. */
  @IsString()
  @Length(1, 40)
  choice!: string;
}

export const CHANGE_KINDS = {
  threshold: ThresholdChangeDto,
  parameter: ParameterChangeDto,
  conflict: ConflictChangeDto,
  'rate-regime': RateRegimeChangeDto,
  'country-rule': CountryRuleChangeDto,
} as const satisfies Readonly<Record<PolicyChange['kind'], new () => PolicyChangeDto>>;
