import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { TRANCHE_WAITS, WAIT_OWNERS } from '@tramo/agreements';

const whole = { type: 'integer' } as const;

@ApiSchema({
  name: 'TrancheClockStep',
  description: 'What waits at one step of all tranches of a programme.',
})
export class TrancheClockStepAnswer {
  @ApiProperty({ enum: TRANCHE_WAITS })
  step!: string;
  /** Whose turn it is. */
  @ApiProperty({ enum: WAIT_OWNERS })
  owner!: string;
  @ApiProperty(whole)
  waiting!: number;
  /** Of the working days they have waited; null where none waits. */
  @ApiProperty({ type: 'number', nullable: true })
  medianDays!: number | null;
  @ApiProperty({ ...whole, nullable: true })
  longestDays!: number | null;
  /** The agreement and the tranche that have waited longest. */
  longestAgreement!: string | null;
  @ApiProperty({ ...whole, nullable: true })
  longestTranche!: number | null;
  /** Working days that the policy gives the step. */
  @ApiProperty(whole)
  daysMax!: number;
  /** How many have waited longer than that. */
  @ApiProperty(whole)
  overdue!: number;
}

@ApiSchema({ name: 'TrancheClock', description: 'Where the tranches of a programme wait, and how long.' })
export class TrancheClockAnswer {
  /** The day up to which it is counted, in the programme's zone. */
  @ApiProperty({ format: 'date', type: String })
  on!: string;
  /** The policy that gives the steps their days; 0 where none was adopted. */
  @ApiProperty(whole)
  policyVersion!: number;
  items!: TrancheClockStepAnswer[];
}
