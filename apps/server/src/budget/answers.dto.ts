import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, IsString, Length, Matches } from 'class-validator';
import { applyDecorators } from '@nestjs/common';
import { IsCode } from '../http/codes';
import { MoneyDto } from '../http/money.dto';
import { PageQuery } from '../http/tables/page.dto';
import { MayBeAbsent } from '../http/fields';

/** Query strings are text; what is neither word stays visible as a mistake. */
const asBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

const IsFlag = (): PropertyDecorator =>
  applyDecorators(Transform(asBoolean), IsOptional(), IsBoolean(), ApiPropertyOptional({ type: 'boolean' }));

const IsLineId = (): PropertyDecorator =>
  applyDecorators(IsOptional(), Matches(/^[0-9a-f]{24}$/, { message: 'must be the id of a line' }));

export class BudgetLinesQuery extends PageQuery {
  @MayBeAbsent()
  @IsCode()
  entity?: string;

  @MayBeAbsent()
  @IsCode()
  source?: string;

  @MayBeAbsent()
  @IsCode()
  financing?: string;

  @MayBeAbsent()
  @IsCode()
  category?: string;

  @MayBeAbsent()
  @IsCode()
  component?: string;

  @MayBeAbsent()
  @IsCode()
  budgetCode?: string;

  @MayBeAbsent()
  @IsCode()
  region?: string;

  @MayBeAbsent()
  @IsCode()
  scope?: string;
}

export class HeldQuery extends PageQuery {
  /** Only on the line of this id. */
  @IsLineId()
  line?: string;

  /** Only those of which something is still held, or only the others. */
  @IsFlag()
  open?: boolean;
}

export class CommitmentsQuery extends HeldQuery {
  @MayBeAbsent()
  @IsCode()
  agreement?: string;
}

export class RequestsQuery extends PageQuery {
  /** Only those that are not wholly answered, or only the others. */
  @IsFlag()
  open?: boolean;
}

export class LegalActsQuery extends PageQuery {
  /** Only of the legal act with this number. */
  @IsOptional()
  @IsString()
  @Length(1, 80)
  number?: string;

  /** Only on the line of this id. */
  @IsLineId()
  line?: string;
}

@ApiSchema({ name: 'BudgetYear' })
export class BudgetYearAnswer {
  programme!: string;
  year!: string;
  currency!: string;
  /** Whose lines they are where a line does not say. */
  entity!: string;
  state!: 'open' | 'closed';
  @ApiProperty({ format: 'date' })
  openedOn!: string;
  closedOn!: string | null;
  /** What became of commitments when it was closed; null while it is open. */
  committedAtClose!: 'lapse' | 'kept' | null;
  /** Balances that are still to lapse: the closing is asked for again until there is none. */
  @ApiProperty({ type: 'integer' })
  stillToLapse!: number;
  /** Of the last event; pass it as `expectedRevision` to decide on what is shown. */
  @ApiProperty({ type: 'integer' })
  revision!: number;
}

@ApiSchema({ name: 'BudgetYears' })
export class BudgetYearsAnswer {
  items!: BudgetYearAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

/** A line and how its money stands. */
@ApiSchema({ name: 'BudgetLine' })
export class BudgetLineAnswer {
  id!: string;
  entity!: string;
  source!: string;
  financing!: string | null;
  category!: string | null;
  component!: string | null;
  budgetCode!: string | null;
  region!: string | null;
  scope!: string | null;
  /** What the plan says. */
  programmed!: MoneyDto;
  /** Asked for, and not yet inscribed. */
  requested!: MoneyDto;
  initial!: MoneyDto;
  additional!: MoneyDto;
  /** Initial and additional. */
  inscribed!: MoneyDto;
  transferred!: MoneyDto;
  reduced!: MoneyDto;
  carried!: MoneyDto;
  lapsed!: MoneyDto;
  reclassified!: MoneyDto;
  /** Transfers, cuts, what was carried, what lapsed and what was reclassified. */
  modifications!: MoneyDto;
  /** Inscribed, with its modifications. */
  current!: MoneyDto;
  available!: MoneyDto;
  /** Set aside, not yet committed. */
  preCommitted!: MoneyDto;
  /** Committed at least: accrued, paid and justified with it. */
  committed!: MoneyDto;
  /** Accrued at least. */
  accrued!: MoneyDto;
  /** Paid at least. */
  paid!: MoneyDto;
  justified!: MoneyDto;
  /** Programmed and not inscribed; below zero where more is inscribed than the plan says. */
  stillToInscribe!: MoneyDto;
}

@ApiSchema({ name: 'BudgetLines' })
export class BudgetLinesAnswer {
  items!: BudgetLineAnswer[];
  next!: string | null;
}

@ApiSchema({ name: 'PreCommitment' })
export class PreCommitmentAnswer {
  id!: string;
  /** The id of its line. */
  line!: string;
  reference!: string;
  amount!: MoneyDto;
  /** What of it is neither committed nor released. */
  open!: MoneyDto;
  @ApiProperty({ format: 'date' })
  madeOn!: string;
  by!: string;
}

@ApiSchema({ name: 'PreCommitments' })
export class PreCommitmentsAnswer {
  items!: PreCommitmentAnswer[];
  next!: string | null;
}

@ApiSchema({ name: 'Commitment' })
export class CommitmentAnswer extends PreCommitmentAnswer {
  agreement!: string | null;
  preCommitment!: string | null;
}

@ApiSchema({ name: 'Commitments' })
export class CommitmentsAnswer {
  items!: CommitmentAnswer[];
  next!: string | null;
}

@ApiSchema({ name: 'RequestedLine' })
export class RequestedLineAnswer {
  /** The id of the line. */
  line!: string;
  amount!: MoneyDto;
  open!: MoneyDto;
}

@ApiSchema({ name: 'InscriptionRequest' })
export class InscriptionRequestAnswer {
  request!: string;
  reason!: string;
  amount!: MoneyDto;
  /** What no inscription has answered. */
  open!: MoneyDto;
  @ApiProperty({ format: 'date' })
  requestedOn!: string;
  by!: string;
  lines!: RequestedLineAnswer[];
}

@ApiSchema({ name: 'InscriptionRequests' })
export class InscriptionRequestsAnswer {
  items!: InscriptionRequestAnswer[];
  next!: string | null;
}

/** What a legal act did to one line. */
@ApiSchema({ name: 'AppropriationByLaw' })
export class LegalActAnswer {
  effect!: 'initial' | 'additional' | 'transfer' | 'reduction' | 'carry-forward';
  type!: string;
  number!: string;
  @ApiProperty({ format: 'date' })
  date!: string;
  @ApiProperty({ format: 'date' })
  effectiveOn!: string;
  /** The id of the line; of a transfer, of the one it is taken from. */
  line!: string;
  /** Of a transfer, the line it goes to; of a carry-forward, the line of the year before. */
  otherLine!: string | null;
  amount!: MoneyDto;
  by!: string;
  /** Of the event. */
  @ApiProperty({ type: 'integer' })
  revision!: number;
  /** Where to read it. */
  link!: string;
}

@ApiSchema({ name: 'LegalActs' })
export class LegalActsAnswer {
  items!: LegalActAnswer[];
  next!: string | null;
}
