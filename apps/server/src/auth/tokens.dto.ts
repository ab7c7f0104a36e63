import {
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { PERSON, PERSON_EXPECTED, ROLES, type Role } from './actor';

export class IssueTokenBody {
  /** For whom the token acts. */
  @IsString()
  @Matches(PERSON, { message: PERSON_EXPECTED })
  person!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(ROLES, { each: true, message: `must be among ${ROLES.join(', ')}` })
  roles!: Role[];

  /** What it is for. */
  @IsString()
  @Length(1, 200)
  label!: string;

  /** It never expires when absent. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3_660)
  expiresInDays?: number;
}

export class IssuedTokenAnswer {
  id!: string;
  /** Shown this once. */
  token!: string;
}

export class TokenAnswer {
  id!: string;
  person!: string;
  roles!: string[];
  label!: string;
  createdAt!: string;
  expiresAt!: string | null;
  revokedAt!: string | null;
}

export class TokensAnswer {
  tokens!: TokenAnswer[];
}
