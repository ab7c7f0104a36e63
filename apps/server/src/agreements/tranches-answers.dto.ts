import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import {
  TRANCHE_STATES,
  TRANCHE_WAITS,
  WAIT_OWNERS,
  type TrancheStep,
  type WaitOwner,
} from '@tramo/agreements';
import { IsName } from '../http/codes';
import { MayBeAbsent } from '../http/fields';
import { MoneyDto } from '../http/money.dto';
import { PageQuery } from '../http/tables/page.dto';

const nullableDate = { format: 'date', nullable: true, type: String } as const;
const nullableWord = (values: readonly string[]) => ({ type: String, enum: [...values], nullable: true });

export class TranchesQuery extends PageQuery {
  /** Only tranches of this agreement. */
  @MayBeAbsent()
  @IsName('a-17')
  agreement?: string;

  /** Only those that stand here. */
  @IsOptional()
  @IsIn(TRANCHE_STATES)
  @ApiPropertyOptional({ enum: TRANCHE_STATES })
  state?: TrancheStep;

  /** Only those in which it is the turn of these. */
  @IsOptional()
  @IsIn(WAIT_OWNERS)
  @ApiPropertyOptional({ enum: WAIT_OWNERS })
  owner?: WaitOwner;
}

@ApiSchema({ name: 'TrancheTurn', description: 'What a tranche waits for, and whose turn it is.' })
export class TrancheTurnAnswer {
  @ApiProperty({ enum: TRANCHE_WAITS })
  wait!: string;
  @ApiProperty({ enum: WAIT_OWNERS })
  owner!: string;
  @ApiProperty({ format: 'date', type: String })
  since!: string;
  /** Mondays to Fridays until today, less the holidays of the programme. */
  @ApiProperty({ type: 'integer' })
  workingDays!: number;
}

@ApiSchema({ name: 'Tranche', description: 'A tranche that was requested.' })
export class TrancheAnswer {
  programme!: string;
  agreement!: string;
  @ApiProperty({ type: 'integer' })
  tranche!: number;
  @ApiProperty({ enum: TRANCHE_STATES })
  state!: string;
  @ApiProperty({ format: 'date', type: String })
  since!: string;
  amount!: MoneyDto;
  /** Against what is owed for other tranches, and so not paid. */
  setOff!: MoneyDto;
  /** The amount less what was set off; null before its payment is ordered. */
  @ApiProperty({ type: () => MoneyDto, nullable: true })
  toPay!: MoneyDto | null;
  requestedBy!: string;
  @ApiProperty({ format: 'date', type: String })
  requestedOn!: string;
  @ApiProperty({ type: 'integer' })
  signatures!: number;
  /** As the policy had it at the last signature. */
  @ApiProperty({ type: 'integer', nullable: true })
  signaturesNeeded!: number | null;
  @ApiProperty(nullableDate)
  approvedOn!: string | null;
  budgetYear!: string | null;
  commitment!: string | null;
  payment!: string | null;
  payer!: string | null;
  payee!: string | null;
  @ApiProperty(nullableDate)
  sentOn!: string | null;
  @ApiProperty(nullableDate)
  confirmedOn!: string | null;
  /** Why it was returned, rejected or cancelled, or came back. */
  reason!: string | null;
  /** Null where nothing is waited for. */
  @ApiProperty({ type: () => TrancheTurnAnswer, nullable: true })
  turn!: TrancheTurnAnswer | null;
  /** Of the stream: give it as `expectedRevision`. */
  @ApiProperty({ type: 'integer' })
  revision!: number;
  /** The event that it rests on last. */
  event!: string;
}

@ApiSchema({ name: 'Tranches', description: 'A page of tranches.' })
export class TranchesAnswer {
  items!: TrancheAnswer[];
  next!: string | null;
}

@ApiSchema({ name: 'TrancheStep', description: 'A step of a tranche, and how long it took.' })
export class TrancheStepAnswer {
  @ApiProperty({ enum: TRANCHE_STATES })
  state!: string;
  @ApiProperty(nullableWord(TRANCHE_WAITS))
  wait!: string | null;
  @ApiProperty(nullableWord(WAIT_OWNERS))
  owner!: string | null;
  by!: string;
  @ApiProperty({ format: 'date', type: String })
  startedOn!: string;
  /** Null while it lasts. */
  @ApiProperty(nullableDate)
  endedOn!: string | null;
  /** Working days from the day it began to the day it ended, or to today; null where nothing is waited for. */
  @ApiProperty({ type: 'integer', nullable: true })
  workingDays!: number | null;
  event!: string;
}

@ApiSchema({ name: 'TrancheDays', description: 'Working days by whose turn it was.' })
export class TrancheDaysAnswer {
  @ApiProperty({ enum: WAIT_OWNERS })
  owner!: string;
  @ApiProperty({ type: 'integer' })
  workingDays!: number;
}

@ApiSchema({ name: 'TrancheSignature', description: 'A signature on a tranche.' })
export class TrancheSignatureAnswer {
  @ApiProperty({ type: 'integer' })
  signature!: number;
  @ApiProperty({ type: 'integer' })
  needed!: number;
  by!: string;
  employer!: string | null;
  @ApiProperty({ format: 'date', type: String })
  signedOn!: string;
  /** Whether it was given on the request that counts now. */
  counts!: boolean;
  event!: string;
}

@ApiSchema({ name: 'TrancheWaiver', description: 'What lets a tranche go although a condition fails.' })
export class TrancheWaiverAnswer {
  waiver!: string;
  condition!: string;
  legalAct!: string;
  reason!: string;
  @ApiProperty({ format: 'date', type: String })
  expiresOn!: string;
  proposedBy!: string;
  @ApiProperty({ format: 'date', type: String })
  proposedOn!: string;
  grantedBy!: string | null;
  @ApiProperty(nullableDate)
  grantedOn!: string | null;
}

@ApiSchema({
  name: 'TrancheInFull',
  description: 'A tranche with its clock, its signatures and its waivers.',
})
export class TrancheInFullAnswer extends TrancheAnswer {
  steps!: TrancheStepAnswer[];
  /** Of the present request and all before it. What waits for the organisation is not the programme's. */
  days!: TrancheDaysAnswer[];
  /** Of those, all that were not the organisation's. */
  @ApiProperty({ type: 'integer' })
  programmeDays!: number;
  signaturesGiven!: TrancheSignatureAnswer[];
  waivers!: TrancheWaiverAnswer[];
}
