import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches } from 'class-validator';
import { applyDecorators } from '@nestjs/common';
import { IsCode } from '../http/codes';
import { MoneyDto } from '../http/money.dto';
import { PageQuery } from '../http/tables/page.dto';
import { IsFlag, MayBeAbsent } from '../http/fields';

const IsLineId = (): PropertyDecorator =>
  applyDecorators(IsOptional(), Matches(/^[0-9a-f]{24}$/, { message: 'must be the id of a line' }));

export class BudgetLinesQuery extends PageQuery {
  /** Only lines of this entity. */
  @MayBeAbsent()
  @IsCode('UEP')
  entity?: string;

  /** Only lines of this source of money. */
  @MayBeAbsent()
  @IsCode('CREDIT')
  source?: string;

  /** Only lines of this financing agreement. */
  @MayBeAbsent()
  @IsCode('ida-5170')
  financing?: string;

  /** Only lines of this category of the lender. */
  @MayBeAbsent()
  @IsCode('1')
  category?: string;

  /** Only lines of this component. */
  @MayBeAbsent()
  @IsCode()
  component?: string;

  /** Only lines of this budget code. */
  @MayBeAbsent()
  @IsCode('33.01.001')
  budgetCode?: string;

  /** Only lines of this region. */
  @MayBeAbsent()
  @IsCode('05')
  region?: string;

  /** Only lines of this scope. */
  @MayBeAbsent()
  @IsCode('national')
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
  /** Only of this agreement. */
  @MayBeAbsent()
  @IsCode('A-1')
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

@ApiSchema({ name: 'BudgetYear', description: 'The budget of a programme for one year.' })
export class BudgetYearAnswer {
  programme!: string;
  year!: string;
  currency!: string;
  /** Whose lines they are where a line does not say. */
  entity!: string;
  state!: 'open' | 'closed';
  @ApiProperty({ format: 'date' })
  openedOn!: string;
  @ApiProperty({ format: 'date', nullable: true, type: String })
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

@ApiSchema({ name: 'BudgetYears', description: 'Budgets by year.' })
export class BudgetYearsAnswer {
  items!: BudgetYearAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

/** A line and how its money stands. */
@ApiSchema({
  name: 'BudgetLine',
  description: 'A line of a budget, what classifies it, and how its money stands.',
})
export class BudgetLineAnswer {
  /** Made of what classifies the line, and so the same in every year. */
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
  /** As the budget law has it. */
  initial!: MoneyDto;
  /** By what came after the budget law. */
  additional!: MoneyDto;
  /** Initial and additional. */
  inscribed!: MoneyDto;
  /** From other lines, less what went to others. */
  transferred!: MoneyDto;
  /** What was cut; zero or below. */
  reduced!: MoneyDto;
  /** Taken over from the year before, less what the year after took over. */
  carried!: MoneyDto;
  /** What lapsed when the year was closed; zero or below. */
  lapsed!: MoneyDto;
  /** What came with a corrected category, less what left with one. */
  reclassified!: MoneyDto;
  /** Transfers, cuts, what was carried, what lapsed and what was reclassified. */
  modifications!: MoneyDto;
  /** Inscribed, with its modifications. */
  current!: MoneyDto;
  /** Neither set aside nor committed, and so free for either. */
  available!: MoneyDto;
  /** Set aside, not yet committed. */
  preCommitted!: MoneyDto;
  /** Committed at least: accrued, paid and justified with it. */
  committed!: MoneyDto;
  /** Accrued at least. */
  accrued!: MoneyDto;
  /** Paid at least. */
  paid!: MoneyDto;
  /** Accounted for with accepted expenses. */
  justified!: MoneyDto;
  /** Programmed, and neither inscribed nor reclassified to here; below zero where that is more than the plan says. */
  toInscribe!: MoneyDto;
  /** The entries, and so the events, that made these figures. */
  journal!: string;
}

@ApiSchema({ name: 'BudgetLines', description: 'Lines in the order of their codes.' })
export class BudgetLinesAnswer {
  items!: BudgetLineAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

@ApiSchema({ name: 'PreCommitment', description: 'What was set aside on a line for something to be signed.' })
export class PreCommitmentAnswer {
  id!: string;
  /** The id of its line. */
  line!: string;
  reference!: string;
  amount!: MoneyDto;
  /** What it still holds: neither released nor, of a pre-commitment, committed, or of a commitment, accrued. */
  open!: MoneyDto;
  @ApiProperty({ format: 'date' })
  madeOn!: string;
  by!: string;
}

@ApiSchema({ name: 'PreCommitments', description: 'Pre-commitments by id.' })
export class PreCommitmentsAnswer {
  items!: PreCommitmentAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

@ApiSchema({ name: 'Commitment', description: 'What is owed for something that was signed.' })
export class CommitmentAnswer extends PreCommitmentAnswer {
  agreement!: string | null;
  /** The pre-commitment it was made from. */
  preCommitment!: string | null;
}

@ApiSchema({ name: 'Commitments', description: 'Commitments by id.' })
export class CommitmentsAnswer {
  items!: CommitmentAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

@ApiSchema({
  name: 'RequestedLine',
  description: 'A line of a request, and what of it is still to be inscribed.',
})
export class RequestedLineAnswer {
  /** The id of the line. */
  line!: string;
  amount!: MoneyDto;
  open!: MoneyDto;
}

@ApiSchema({ name: 'InscriptionRequest', description: 'An inscription that was asked for.' })
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

@ApiSchema({ name: 'InscriptionRequests', description: 'Requests for inscriptions.' })
export class InscriptionRequestsAnswer {
  items!: InscriptionRequestAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}

/** What a legal act did to one line. */
@ApiSchema({ name: 'AppropriationByLaw', description: 'What a legal act did to one line.' })
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

@ApiSchema({ name: 'LegalActs', description: 'What legal acts did, in the order in which it was entered.' })
export class LegalActsAnswer {
  items!: LegalActAnswer[];
  /** Pass it as `cursor` for what follows; null at the end. */
  next!: string | null;
}
