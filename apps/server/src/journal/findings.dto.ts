import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { FINDING_STATES, type FindingState } from '@tramo/journal';
import type { LocalDate } from '@tramo/kernel';
import { IsDate } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { PageQuery } from '../http/tables/page.dto';

const TEXT_MAX = 4_000;

export class FindingsQuery extends PageQuery {
  /** Only findings in this state. */
  @IsOptional()
  @IsIn(FINDING_STATES)
  @ApiPropertyOptional({ enum: FINDING_STATES })
  state?: FindingState;

  /** Only findings of this rule. */
  @IsOptional()
  @Matches(/^[A-Z][A-Z0-9_]{0,99}$/, { message: 'must be a code such as APPROPRIATION_EXCEEDED' })
  code?: string;

  /** Only of events that took effect on this date or later. */
  @IsOptional()
  @IsDate()
  effectiveFrom?: LocalDate;

  /** Only of events that took effect on this date or earlier. */
  @IsOptional()
  @IsDate()
  effectiveUpTo?: LocalDate;
}

export class ExplainFindingBody extends CommandBody {
  /** Why it is as it is; added to what was said before. */
  @IsString()
  @Length(1, TEXT_MAX)
  @Matches(/\S/, { message: 'must say something' })
  explanation!: string;
}

export class CloseFindingBody extends CommandBody {
  /** What else is to be said. */
  @IsOptional()
  @IsString()
  @Length(1, TEXT_MAX)
  note?: string;
}

export class ReopenFindingBody extends CommandBody {
  /** Why the explanation does not hold. */
  @IsString()
  @Length(1, TEXT_MAX)
  @Matches(/\S/, { message: 'must say something' })
  reason!: string;
}

/** The event that broke the rule. */
@ApiSchema({ name: 'FindingEvent', description: 'The event that broke the rule.' })
export class FindingEventAnswer {
  id!: string;
  stream!: string;
  @ApiProperty({ type: 'integer' })
  revision!: number;
  type!: string;
  actor!: string;
  @ApiProperty({ format: 'date' })
  effectiveOn!: string;
  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
  /** Where to read it. */
  link!: string;
}

@ApiSchema({ name: 'Finding', description: 'A broken rule that did not refuse, for somebody to answer for.' })
export class FindingAnswer {
  id!: string;
  /** Null where the event is of no programme, as a rate is. */
  programme!: string | null;
  code!: string;
  state!: FindingState;
  /** The rule that does not hold, as a person would say it. */
  rule!: string;
  /** The values that were compared, by name. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  values!: Record<string, unknown>;
  /** What would have satisfied it. */
  cure!: string | null;
  field!: string | null;
  event!: FindingEventAnswer;
}

/** What somebody said or did about it. */
@ApiSchema({ name: 'FindingStep', description: 'What somebody said of a finding.' })
export class FindingStepAnswer {
  kind!: 'FindingExplained' | 'FindingClosed' | 'FindingReopened';
  /** The explanation, the note or the reason. */
  said!: string | null;
  by!: string;
  @ApiProperty({ format: 'date-time' })
  at!: string;
}

@ApiSchema({ name: 'FindingWithSteps', description: 'A finding, with all that was said of it.' })
export class FindingWithStepsAnswer extends FindingAnswer {
  /** In the order in which they were taken. */
  steps!: FindingStepAnswer[];
}

@ApiSchema({ name: 'Findings', description: 'Findings in the order in which they were made.' })
export class FindingsAnswer {
  items!: FindingAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}
