import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import {
  CONTRIBUTION_KINDS,
  DEPOSIT_STATES,
  REVERSALS,
  type ContributionKind,
  type DepositStanding,
} from '@tramo/agreements';
import type { LocalDate } from '@tramo/kernel';
import { IsCode, IsDate, IsName } from '../http/codes';
import { IsListOf, IsLongText, IsText, MayBeAbsent } from '../http/fields';
import { IsMoney, MoneyDto } from '../http/money.dto';
import { PageQuery } from '../http/tables/page.dto';
import { FourNumbersAnswer } from './contracts-answers.dto';
import { AgreementCommandBody, AgreementPath } from './contracts-commands.dto';

const FILES_MAX = 20;
const SHA_256 = /^[0-9a-f]{64}$/;
const oneOf = (values: readonly string[]) => ({ type: String, enum: [...values] });
const nullableDate = { format: 'date', nullable: true, type: String } as const;

@ApiSchema({ name: 'AskedEvidenceFile', description: 'A file, by what it holds.' })
export class EvidenceFileBody {
  @IsText(200)
  @ApiProperty({ example: 'deposit.pdf' })
  name!: string;

  @Matches(SHA_256, { message: 'must be the SHA-256 of a file, as 64 digits and small letters a to f' })
  @ApiProperty({ type: 'string', pattern: SHA_256.source })
  sha256!: string;
}

export class DepositPath extends AgreementPath {
  @IsCode('D-1')
  deposit!: string;
}

export class DepositCounterpartBody extends AgreementCommandBody {
  /** What the deposit is called under this agreement. */
  @IsCode('D-1')
  deposit!: string;

  /** Who gives it: whoever has promised something, or the organisation. */
  @IsCode('ORG-12')
  party!: string;

  @IsIn(CONTRIBUTION_KINDS)
  @ApiProperty({ enum: CONTRIBUTION_KINDS })
  kind!: ContributionKind;

  @IsMoney()
  amount!: MoneyDto;

  /** In cash: the organisation's account that it went to. */
  @MayBeAbsent()
  @IsName('org-12-main')
  account?: string | null;

  /** In kind: what it is. */
  @MayBeAbsent()
  @IsText(400)
  description?: string | null;

  @IsDate()
  depositedOn!: LocalDate;

  @MayBeAbsent()
  @IsListOf(() => EvidenceFileBody, FILES_MAX, 0)
  evidence?: EvidenceFileBody[];
}

export class VerifyCounterpartBody extends AgreementCommandBody {
  /** The line of the bank that shows it, or the act that found it. */
  @IsText(200)
  @ApiProperty({ example: 'statement 3, line 12' })
  shownBy!: string;
}

export class ReverseDepositBody extends AgreementCommandBody {
  /** The bank did not pay it, or it was never one. */
  @IsIn(REVERSALS)
  @ApiProperty({ enum: REVERSALS })
  how!: (typeof REVERSALS)[number];

  @IsLongText(1_000)
  reason!: string;
}

export class DepositsQuery extends PageQuery {
  /** Only those that have come so far. */
  @IsOptional()
  @IsIn(DEPOSIT_STATES)
  @ApiPropertyOptional({ enum: DEPOSIT_STATES })
  state?: DepositStanding;

  /** Only those of this party. */
  @MayBeAbsent()
  @IsCode('ORG-12')
  party?: string;
}

@ApiSchema({ name: 'EvidenceFile', description: 'A file, by what it holds.' })
export class EvidenceFileAnswer {
  name!: string;
  sha256!: string;
}

@ApiSchema({ name: 'Deposit', description: 'What one party has given.' })
export class DepositAnswer {
  deposit!: string;
  party!: string;
  @ApiProperty(oneOf(CONTRIBUTION_KINDS))
  kind!: string;
  amount!: MoneyDto;
  @ApiProperty(oneOf(DEPOSIT_STATES))
  state!: string;
  account!: string | null;
  description!: string | null;
  @ApiProperty({ format: 'date' })
  depositedOn!: string;
  @ApiProperty({ format: 'date' })
  recordedOn!: string;
  by!: string;
  evidence!: EvidenceFileAnswer[];
  /** The line of the bank that shows it, or the act that found it. */
  shownBy!: string | null;
  @ApiProperty(nullableDate)
  verifiedOn!: string | null;
  verifiedBy!: string | null;
  @ApiProperty({ ...oneOf(REVERSALS), nullable: true })
  how!: string | null;
  /** Why it was reversed. */
  reason!: string | null;
  @ApiProperty(nullableDate)
  reversedOn!: string | null;
  reversedBy!: string | null;
  /** Its last event. */
  link!: string;
}

@ApiSchema({ name: 'Deposits', description: 'Deposits by id.' })
export class DepositsAnswer {
  items!: DepositAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

@ApiSchema({ name: 'Counterpart', description: 'The four numbers of every party and kind.' })
export class CounterpartAnswer {
  items!: FourNumbersAnswer[];
}
