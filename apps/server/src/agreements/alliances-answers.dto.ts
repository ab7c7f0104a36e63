import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import {
  ALLIANCE_MODELS,
  ALLIANCE_STATES,
  ALLIANCE_STEPS,
  ASPECTS,
  EVALUATORS,
  OPINIONS,
  STEP_OWNERS,
  type AllianceStage,
  type StepOwner,
} from '@tramo/agreements';
import { IsCode } from '../http/codes';
import { MayBeAbsent } from '../http/fields';
import { MoneyDto } from '../http/money.dto';
import { PageQuery } from '../http/tables/page.dto';

const nullableDate = { format: 'date', nullable: true, type: String } as const;
const oneOf = (values: readonly string[]) => ({ type: String, enum: [...values] });

export class AlliancesQuery extends PageQuery {
  /** Only those that stand here. */
  @IsOptional()
  @IsIn(ALLIANCE_STATES)
  @ApiPropertyOptional({ enum: ALLIANCE_STATES })
  state?: AllianceStage;

  /** Only those whose organisation is of this region. */
  @MayBeAbsent()
  @IsCode('05')
  region?: string;

  /** Only those in which it is the turn of these. */
  @IsOptional()
  @IsIn(STEP_OWNERS)
  @ApiPropertyOptional({ enum: STEP_OWNERS })
  owner?: StepOwner;

  /** Only those in whose code, organisation, product, ally or place all these words stand, accents or not. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  search?: string;
}

@ApiSchema({ name: 'AllianceOrganisation', description: 'Producers, and the organisation they are.' })
export class OrganisationAnswer {
  code!: string;
  name!: string;
  taxId!: string | null;
  region!: string | null;
  municipality!: string | null;
  @ApiProperty({ type: 'integer' })
  producers!: number;
  @ApiProperty({ type: 'integer' })
  women!: number;
}

@ApiSchema({ name: 'AlliancePlan', description: 'What is planned, and who is asked for what of it.' })
export class AlliancePlanAnswer {
  /** Counted from 1; a plan formulated anew has the next number, and no opinions yet. */
  @ApiProperty({ type: 'integer' })
  plan!: number;
  total!: MoneyDto;
  credit!: MoneyDto;
  counterpart!: MoneyDto;
  /** The SHA-256 of the file that is the plan. */
  evidence!: string | null;
}

@ApiSchema({ name: 'AlliancePrioritisation', description: 'What the committee said.' })
export class PrioritisationAnswer {
  act!: string;
  @ApiProperty({ type: 'integer' })
  rank!: number;
  score!: string;
}

@ApiSchema({ name: 'AllianceTurn', description: 'What is waited for, and whose turn it is.' })
export class TurnAnswer {
  @ApiProperty(oneOf(ALLIANCE_STEPS))
  step!: string;
  @ApiProperty(oneOf(STEP_OWNERS))
  owner!: string;
  @ApiProperty({ format: 'date' })
  since!: string;
  /** Mondays to Fridays since then up to today, less the holidays of the programme. */
  @ApiProperty({ type: 'integer' })
  workingDays!: number;
}

@ApiSchema({ name: 'Alliance', description: 'Producers, a buyer and a plan, and where they stand.' })
export class AllianceAnswer {
  programme!: string;
  alliance!: string;
  @ApiProperty(oneOf(ALLIANCE_STATES))
  state!: string;
  @ApiProperty({ format: 'date' })
  requestedOn!: string;
  /** The date of the last that happened to it. */
  @ApiProperty({ format: 'date' })
  lastOn!: string;
  organisation!: OrganisationAnswer;
  /** Who buys what they make; null where that is not known. */
  ally!: string | null;
  product!: string;
  @ApiProperty({ type: 'integer', enum: [...ALLIANCE_MODELS] })
  model!: number;
  @ApiProperty(oneOf(EVALUATORS))
  evaluator!: string;
  @ApiProperty(nullableDate)
  seasonDeadline!: string | null;
  department!: string | null;
  /** Null once it has ended. */
  turn!: TurnAnswer | null;
  /** Null while there is none. */
  plan!: AlliancePlanAnswer | null;
  /** Null before the committee. */
  prioritisation!: PrioritisationAnswer | null;
  /** What was signed; null before that. */
  agreement!: string | null;
  /** Of the last event; pass it as `expectedRevision` to decide on what is shown. */
  @ApiProperty({ type: 'integer' })
  revision!: number;
}

@ApiSchema({ name: 'Alliances', description: 'Alliances by code.' })
export class AlliancesAnswer {
  items!: AllianceAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

@ApiSchema({ name: 'AllianceOpinion', description: 'What somebody holds of one aspect of the plan.' })
export class OpinionAnswer {
  @ApiProperty(oneOf(ASPECTS))
  aspect!: string;
  @ApiProperty(oneOf(OPINIONS))
  opinion!: string;
  text!: string;
  /** The SHA-256 of the file that says it at length. */
  evidence!: string;
  by!: string;
  /** For whom they worked that day; null where that is not known. */
  employer!: string | null;
  @ApiProperty({ format: 'date' })
  givenOn!: string;
  /** The event itself. */
  link!: string;
}

@ApiSchema({
  name: 'AllianceStep',
  description: 'What was waited for, whose turn it was, and how long it took.',
})
export class AllianceStepAnswer {
  @ApiProperty({ type: 'integer' })
  number!: number;
  @ApiProperty(oneOf(ALLIANCE_STEPS))
  step!: string;
  @ApiProperty(oneOf(STEP_OWNERS))
  owner!: string;
  @ApiProperty({ format: 'date' })
  startedOn!: string;
  /** Null while it runs. */
  @ApiProperty(nullableDate)
  endedOn!: string | null;
  /** Working days without holidays, up to today while it runs. */
  @ApiProperty({ type: 'integer' })
  workingDays!: number;
}

@ApiSchema({ name: 'AllianceMoment', description: 'Something that happened to an alliance.' })
export class AllianceMomentAnswer {
  /** The type of the event. */
  event!: string;
  /** Where it left the alliance. */
  @ApiProperty(oneOf(ALLIANCE_STATES))
  state!: string;
  @ApiProperty({ format: 'date' })
  effectiveOn!: string;
  /** When the ledger learned it. */
  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
  by!: string;
  /** What was said with it; null where nothing was. */
  remark!: string | null;
  /** The event itself. */
  link!: string;
}

@ApiSchema({
  name: 'AllianceInFull',
  description: 'An alliance with its opinions, its clock and its timeline.',
})
export class AllianceInFullAnswer extends AllianceAnswer {
  /** On the present plan, one of each aspect at most. */
  opinions!: OpinionAnswer[];
  steps!: AllianceStepAnswer[];
  /** In the order in which it was entered. */
  timeline!: AllianceMomentAnswer[];
}
