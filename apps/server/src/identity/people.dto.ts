import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches } from 'class-validator';
import type { LocalDate } from '@tramo/kernel';
import { PERSON, PERSON_EXPECTED } from '../auth/actor';
import { IsDate } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { ProgrammePath } from './policy.dto';

/** The same as for tokens, in whose name people act. */
const IsPerson = (): PropertyDecorator =>
  applyDecorators(
    Matches(PERSON, { message: PERSON_EXPECTED }),
    ApiProperty({ type: 'string', example: 'ana', pattern: PERSON.source }),
  );

export class PersonPath extends ProgrammePath {
  /** As in the tokens of the person. */
  @IsPerson()
  person!: string;
}

export class EngagePersonBody extends CommandBody {
  /** As in the tokens of the person. */
  @IsPerson()
  person!: string;

  /** For whom the person works: the unit, a fund, an operating agent. */
  @ApiProperty({ example: 'EMPODERAR' })
  @IsString()
  @Length(1, 100)
  @Matches(/^(?! ).*(?<! )$/, { message: 'must not begin or end with a blank' })
  employer!: string;

  /** Who hired the person, where that is known. */
  @IsOptional()
  @IsPerson()
  @ApiProperty({ nullable: true })
  hiredBy?: string | null;

  /** The first day. */
  @IsDate()
  from!: LocalDate;
}

export class EndEngagementBody extends CommandBody {
  /** The last day. */
  @IsDate()
  until!: LocalDate;
}

export class PeopleQuery {
  /** Only engagements of this day; all there ever were when absent. */
  @IsOptional()
  @IsDate()
  on?: LocalDate;
}

@ApiSchema({ name: 'Engagement', description: 'For whom somebody works, from a day on, and who hired them.' })
export class EngagementAnswer {
  person!: string;
  employer!: string;
  /** Null where it is not known. */
  hiredBy!: string | null;
  @ApiProperty({ format: 'date' })
  from!: string;
  /** The last day; null while it goes on. */
  @ApiProperty({ format: 'date', nullable: true, type: String })
  until!: string | null;
}

@ApiSchema({ name: 'Engagements', description: 'Engagements by person and first day.' })
export class EngagementsAnswer {
  items!: EngagementAnswer[];
}
