import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { ConflictRule, RateTerms } from '@tramo/identity';
import { MoneyDto } from '../http/money.dto';

@ApiSchema({ name: 'PolicyThreshold', description: 'An amount from which more is asked.' })
export class ThresholdAnswer {
  name!: string;
  /** Null where there is none. */
  @ApiProperty({ type: MoneyDto, nullable: true })
  money!: MoneyDto | null;
}

@ApiSchema({ name: 'PolicyParameter', description: 'A number that rules count with.' })
export class ParameterAnswer {
  name!: string;
  /** What it counts: `days`, `months`, `percent`, `count` (people), or `book-currency`. */
  unit!: string;
  value!: string;
}

@ApiSchema({ name: 'PolicyConflictRule', description: 'Two acts that are kept apart.' })
export class ConflictRuleAnswer {
  @ApiProperty({ type: [String] })
  acts!: ConflictRule['acts'];
  @ApiProperty({ type: String })
  scope!: ConflictRule['scope'];
  @ApiProperty({ type: String })
  by!: ConflictRule['by'];
  @ApiProperty({ type: String })
  force!: ConflictRule['force'];
}

@ApiSchema({ name: 'PolicyRateTerms', description: 'Which rate an act converts at.' })
export class RateTermsAnswer {
  /** Null is every act that is not named. */
  act!: string | null;
  @ApiProperty({ type: String })
  regime!: RateTerms['regime'];
  @ApiProperty({ type: String })
  side!: RateTerms['side'];
  @ApiProperty({ type: String })
  dateRule!: RateTerms['dateRule'];
  @ApiProperty({ type: 'integer' })
  days!: number;
  @ApiProperty({ type: String })
  rounding!: RateTerms['rounding'];
}

@ApiSchema({
  name: 'PolicyCountryRule',
  description: "A rule on which countries differ, and this one's choice.",
})
export class CountryRuleAnswer {
  name!: string;
  choice!: string;
  choices!: string[];
}

@ApiSchema({
  name: 'PolicyInForce',
  description: 'What counts on a day, put together from every version that has taken effect.',
})
export class PolicyInForceAnswer {
  programme!: string;
  @ApiProperty({ format: 'date' })
  on!: string;
  /** The version that took effect last; 0 where none has, and the practice of the profession counts. */
  @ApiProperty({ type: 'integer' })
  version!: number;
  /** All that have taken effect, in that order. */
  @ApiProperty({ type: 'integer', isArray: true })
  versions!: number[];
  thresholds!: ThresholdAnswer[];
  parameters!: ParameterAnswer[];
  conflicts!: ConflictRuleAnswer[];
  rateRegimes!: RateTermsAnswer[];
  countryRules!: CountryRuleAnswer[];
}
