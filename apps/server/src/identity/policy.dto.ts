import { ApiProperty, ApiPropertyOptional, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Min,
} from 'class-validator';
import type { PolicyChange } from '@tramo/identity';
import type { LocalDate } from '@tramo/kernel';
import { IsDate, IsName } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { AreNested } from '../http/fields';
import {
  CHANGE_KINDS,
  ConflictChangeDto,
  CountryRuleChangeDto,
  ParameterChangeDto,
  PolicyChangeDto,
  RateRegimeChangeDto,
  ThresholdChangeDto,
} from './policy-changes.dto';

const CHANGES_MAX = 100;

export class ProgrammePath {
  /** The code of the programme. */
  @IsName()
  programme!: string;
}

export class ProposalPath extends ProgrammePath {
  /** The number of the proposal. */
  @ApiProperty({ type: 'integer', minimum: 1 })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  proposal!: number;
}

const anyChange = {
  oneOf: Object.values(CHANGE_KINDS).map((kind) => ({ $ref: getSchemaPath(kind) })),
  discriminator: {
    propertyName: 'kind',
    mapping: Object.fromEntries(
      Object.entries(CHANGE_KINDS).map(([name, kind]) => [name, getSchemaPath(kind)]),
    ),
  },
};

export class ProposePolicyBody extends CommandBody {
  /** What shall count from then on; everything else stays as it is. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(CHANGES_MAX)
  @AreNested()
  @Type(() => PolicyChangeDto, {
    keepDiscriminatorProperty: true,
    discriminator: {
      property: 'kind',
      subTypes: Object.entries(CHANGE_KINDS).map(([name, value]) => ({ name, value })),
    },
  })
  @ApiProperty({ type: 'array', items: anyChange, minItems: 1, maxItems: CHANGES_MAX })
  changes!: (
    ThresholdChangeDto | ParameterChangeDto | ConflictChangeDto | RateRegimeChangeDto | CountryRuleChangeDto
  )[];

  /** The first day on which it counts; not before the day on which it is seconded. */
  @IsDate()
  effectiveFrom!: LocalDate;

  /** Why, and by which act. */
  @IsString()
  @Length(1, 2_000)
  @Matches(/\S/, { message: 'must say something' })
  reason!: string;
}

export class SecondPolicyBody extends CommandBody {}

export class WithdrawPolicyProposalBody extends CommandBody {
  @IsString()
  @Length(1, 2_000)
  @Matches(/\S/, { message: 'must say something' })
  reason!: string;
}

export class PolicyQuery {
  /** The date for which the policy is asked; today when absent. */
  @IsOptional()
  @IsDate()
  on?: LocalDate;
}

export const PROPOSAL_STATES = ['open', 'adopted', 'withdrawn'] as const;

export class PolicyProposalsQuery {
  /** Only proposals in this state. */
  @IsOptional()
  @ApiPropertyOptional({ enum: PROPOSAL_STATES })
  @IsIn(PROPOSAL_STATES)
  state?: (typeof PROPOSAL_STATES)[number];
}

@ApiSchema({ name: 'PolicyProposal', description: 'What one person proposed, and what became of it.' })
export class PolicyProposalAnswer {
  @ApiProperty({ type: 'integer' })
  proposal!: number;
  @ApiProperty({ enum: PROPOSAL_STATES })
  state!: (typeof PROPOSAL_STATES)[number];
  @ApiProperty({ type: 'array', items: anyChange })
  changes!: PolicyChange[];
  @ApiProperty({ format: 'date' })
  effectiveFrom!: string;
  reason!: string;
  proposedBy!: string;
  @ApiProperty({ format: 'date-time' })
  proposedAt!: string;
  /** Who seconded it, or took it back; null while it is open. */
  settledBy!: string | null;
  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  settledAt!: string | null;
  /** The version it became; null where it became none. */
  @ApiProperty({ type: 'integer', nullable: true })
  version!: number | null;
  /** Why it was taken back; null where it was not. */
  withdrawal!: string | null;
}

@ApiSchema({ name: 'PolicyProposals', description: 'Proposals by number.' })
export class PolicyProposalsAnswer {
  items!: PolicyProposalAnswer[];
}

@ApiSchema({ name: 'PolicyVersion', description: 'A policy that two people adopted.' })
export class PolicyVersionAnswer {
  @ApiProperty({ type: 'integer' })
  version!: number;
  /** The proposal it was. */
  @ApiProperty({ type: 'integer' })
  proposal!: number;
  @ApiProperty({ type: 'array', items: anyChange })
  changes!: PolicyChange[];
  @ApiProperty({ format: 'date' })
  effectiveFrom!: string;
  @ApiProperty({ format: 'date' })
  adoptedOn!: string;
  @ApiProperty({ format: 'date-time' })
  adoptedAt!: string;
  proposedBy!: string;
  secondedBy!: string;
  reason!: string;
}

@ApiSchema({ name: 'PolicyVersions', description: 'Versions by number.' })
export class PolicyVersionsAnswer {
  items!: PolicyVersionAnswer[];
}
