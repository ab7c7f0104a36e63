import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import {
  ALLIANCE_MODELS,
  ASPECTS,
  ASSESSMENTS,
  EVALUATORS,
  OPINIONS,
  type AllianceModel,
  type Aspect,
  type Assessment,
  type Evaluator,
  type Opinion,
} from '@tramo/agreements';
import type { LocalDate } from '@tramo/kernel';
import { IsCode, IsDate, IsName } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { IsLongText, IsNested, IsText, MayBeAbsent } from '../http/fields';
import { IsMoney, MoneyDto } from '../http/money.dto';
import { ProgrammePath } from '../identity/policy.dto';

const PEOPLE_MAX = 1_000_000;
const RANK_MAX = 100_000;
const SHA_256 = /^[0-9a-f]{64}$/;
const SCORE = /^\d{1,5}(\.\d{1,4})?$/;

const IsFileHash = (): PropertyDecorator =>
  applyDecorators(
    Matches(SHA_256, { message: 'must be the SHA-256 of a file, as 64 digits and small letters a to f' }),
    ApiProperty({ type: 'string', pattern: SHA_256.source }),
  );

const IsCountOf = (most: number, least: number): PropertyDecorator =>
  applyDecorators(
    IsInt(),
    Min(least),
    Max(most),
    ApiProperty({ type: 'integer', minimum: least, maximum: most }),
  );

const IsOneOf = (values: readonly (string | number)[]): PropertyDecorator =>
  applyDecorators(IsIn([...values]), ApiProperty({ enum: [...values] }));

export class AlliancePath extends ProgrammePath {
  /** The code of the alliance. */
  @IsName('potatoes-betanzos')
  alliance!: string;
}

/** Producers with a name in law; their own names are nobody's business here. */
@ApiSchema({ name: 'RequestingOrganisation', description: 'Producers, and the organisation they are.' })
export class OrganisationBody {
  @IsCode('ORG-12')
  code!: string;

  /** Of the organisation. */
  @IsText(200)
  name!: string;

  /** Its tax number. */
  @MayBeAbsent()
  @IsText(40)
  taxId?: string | null;

  /** A code of the classifier `region`. */
  @MayBeAbsent()
  @IsCode('05')
  region?: string | null;

  @MayBeAbsent()
  @IsText(100)
  municipality?: string | null;

  /** How many there are. */
  @IsCountOf(PEOPLE_MAX, 1)
  producers!: number;

  /** How many of the producers are women. */
  @IsCountOf(PEOPLE_MAX, 0)
  women!: number;
}

@ApiSchema({ name: 'AllianceAlly', description: 'Who buys what the producers make.' })
export class AllyBody {
  /** Of the buyer, a company or another institution. */
  @IsText(200)
  name!: string;
}

export class RequestAllianceBody extends CommandBody {
  /** What the alliance is called. */
  @IsName('potatoes-betanzos')
  alliance!: string;

  @IsNested(() => OrganisationBody)
  organisation!: OrganisationBody;

  /** Who buys what they make, where that is known. */
  @MayBeAbsent()
  @IsNested(() => AllyBody)
  ally?: AllyBody | null;

  /** What they make. */
  @IsText(200)
  product!: string;

  /** Which of the three kinds of support. */
  @IsOneOf(ALLIANCE_MODELS)
  model!: AllianceModel;

  /** Who assesses and rates. */
  @IsOneOf(EVALUATORS)
  evaluator!: Evaluator;

  /** The day after which this season's crop is too late. */
  @MayBeAbsent()
  @IsDate()
  seasonDeadline?: LocalDate | null;

  /** The department or province, as people call it. */
  @MayBeAbsent()
  @IsText(100)
  department?: string | null;
}

export class AssessOpportunityBody extends CommandBody {
  /** What is not viable ends here. */
  @IsOneOf(ASSESSMENTS)
  result!: Assessment;

  /** Why. */
  @IsLongText(4_000)
  text!: string;

  /** The SHA-256 of the file that says it at length. */
  @MayBeAbsent()
  @IsFileHash()
  evidence?: string | null;
}

export class FormulatePlanBody extends CommandBody {
  /** What is asked of the programme and of the organisation together. */
  @IsMoney()
  total!: MoneyDto;

  /** Asked of the programme. */
  @IsMoney()
  credit!: MoneyDto;

  /** Asked of the organisation. */
  @IsMoney()
  counterpart!: MoneyDto;

  /** The SHA-256 of the file that is the plan. */
  @IsFileHash()
  evidence!: string;
}

export class GiveOpinionBody extends CommandBody {
  /** What of the plan it rates. */
  @IsOneOf(ASPECTS)
  aspect!: Aspect;

  @IsOneOf(OPINIONS)
  opinion!: Opinion;

  /** Why, and on which conditions. */
  @IsLongText(4_000)
  text!: string;

  /** The SHA-256 of the file that says it at length. */
  @IsFileHash()
  evidence!: string;
}

export class PrioritiseAllianceBody extends CommandBody {
  /** The committee's act, as people cite it. */
  @ApiProperty({ example: 'Acta 4/2022' })
  @IsText(200)
  act!: string;

  /** The place it was given, from 1. */
  @IsCountOf(RANK_MAX, 1)
  rank!: number;

  /** The points it was given. */
  @Matches(SCORE, { message: 'must be a decimal as text, such as "87.5"' })
  @ApiProperty({ example: '87.5', pattern: SCORE.source })
  score!: string;
}

export class ConcludeAllianceBody extends CommandBody {
  /** What closes it, as people cite it. */
  @ApiProperty({ example: 'Acta de cierre 9/2023' })
  @IsText(200)
  reference!: string;
}

export class StopAllianceBody extends CommandBody {
  @IsLongText(1_000)
  reason!: string;
}
