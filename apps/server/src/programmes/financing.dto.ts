import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ELIGIBLE_AT, WITHDRAWAL_KINDS } from '@tramo/programmes';
import type { LocalDate } from '@tramo/kernel';
import { ArrayUnique, IsArray, IsIn, Matches } from 'class-validator';
import { IsBudgetYear, IsCode, IsDate, IsName } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { IsMoney, MoneyDto } from '../http/money.dto';
import { IsCorrection, IsListOf, IsLongText, IsText, MayBeAbsent } from '../http/fields';

type WithdrawalKind = (typeof WITHDRAWAL_KINDS)[number];
type EligibleAt = (typeof ELIGIBLE_AT)[number];

@ApiSchema({ name: 'SpecialAccountBody', description: 'An account to which the lender advances money.' })
export class SpecialAccountBody {
  @IsCode()
  code!: string;

  @IsText(200)
  name!: string;

  /** The most that the lender advances to it. */
  @IsMoney()
  ceiling!: MoneyDto;
}

export class SignFinancingAgreementBody extends CommandBody {
  /** Its code, by which addresses name it from now on. */
  @IsName()
  financing!: string;

  /** The programme it finances. */
  @IsName()
  programme!: string;

  @IsText(200)
  lender!: string;

  /** As the lender numbers it: `8735-BO`. */
  @IsText(60)
  number!: string;

  @IsMoney()
  amount!: MoneyDto;

  @IsDate()
  closingDate!: LocalDate;

  /** The last day for documenting what was spent before closing. */
  @IsDate()
  graceEnd!: LocalDate;

  /** How the lender pays out. */
  @IsArray()
  @ArrayUnique()
  @IsIn(WITHDRAWAL_KINDS, { each: true })
  @ApiProperty({ isArray: true, enum: WITHDRAWAL_KINDS })
  withdrawals!: WithdrawalKind[];

  @IsListOf(() => SpecialAccountBody, 20, 0)
  specialAccounts!: SpecialAccountBody[];
}

export class ShareFinancingBody extends CommandBody {
  /** The entity that executes the share. */
  @IsCode()
  executor!: string;

  /** What for: the project, its preparation. */
  @IsText(100)
  purpose!: string;

  @IsMoney()
  amount!: MoneyDto;
}

@ApiSchema({ name: 'CategoryBody', description: "A line of the lender's eligible spending." })
export class CategoryBody {
  @IsCode()
  code!: string;

  @IsText(200)
  name!: string;

  /** Percent of an expense that the lender finances. */
  @Matches(/^(100(\.0{1,4})?|[0-9]{1,2}(\.[0-9]{1,4})?)$/, { message: 'must be a percentage such as "70"' })
  @ApiProperty({ example: '70' })
  percentage!: string;

  /** When money becomes eligible: as it is transferred, or when the expense is accepted. */
  @IsIn(ELIGIBLE_AT)
  @ApiProperty({ enum: ELIGIBLE_AT })
  eligibleAt!: EligibleAt;
}

export class DefineCategoriesBody extends CommandBody {
  @IsListOf(() => CategoryBody, 100)
  categories!: CategoryBody[];
}

export class AllocateCategoryBody extends CommandBody {
  /** The executor whose share it is. */
  @IsCode()
  share!: string;

  /** Absent while the share is not broken down by category. */
  @MayBeAbsent()
  @IsCode()
  category?: string | null;

  @IsMoney()
  amount!: MoneyDto;

  /** The date of what is put right, where its own month is closed. */
  @IsCorrection()
  correctsOn?: LocalDate | null;
}

export class ReallocateCategoryBody extends CommandBody {
  /** The executor whose share it is. */
  @IsCode()
  share!: string;

  /** Absent for what is not broken down yet. */
  @MayBeAbsent()
  @IsCode()
  from?: string | null;

  /** Absent for what shall not be broken down any more. */
  @MayBeAbsent()
  @IsCode()
  to?: string | null;

  @IsMoney()
  amount!: MoneyDto;

  /** The lender's letter, the amendment. */
  @IsLongText(1_000)
  reason!: string;

  /** The date of what is put right, where its own month is closed. */
  @IsCorrection()
  correctsOn?: LocalDate | null;
}

@ApiSchema({ name: 'PlannedCategoryBody', description: 'What a category programmes.' })
export class PlannedCategoryBody {
  /** Absent for what is not broken down by category. */
  @MayBeAbsent()
  @IsCode()
  category?: string | null;

  /** Zero takes what was planned out of the plan. */
  @IsMoney()
  amount!: MoneyDto;
}

export class PlanCategoriesBody extends CommandBody {
  /** The executor whose share it is. */
  @IsCode()
  share!: string;

  @IsBudgetYear()
  year!: string;

  /** What each category programmes in the year; it replaces what was programmed before. */
  @IsListOf(() => PlannedCategoryBody, 100)
  lines!: PlannedCategoryBody[];

  /** The date of what is put right, where its own month is closed. */
  @IsCorrection()
  correctsOn?: LocalDate | null;
}

export class RecordPriorExecutionBody extends CommandBody {
  /** The executor whose share it is. */
  @IsCode()
  share!: string;

  /** Absent where it was not broken down by category. */
  @MayBeAbsent()
  @IsCode()
  category?: string | null;

  @IsMoney()
  amount!: MoneyDto;

  /** The last day of what it covers. */
  @IsDate()
  until!: LocalDate;

  /** The date of what is put right, where its own month is closed. */
  @IsCorrection()
  correctsOn?: LocalDate | null;
}

@ApiSchema({ name: 'SpecialAccount', description: 'An account to which the lender advances money.' })
export class SpecialAccountAnswer {
  code!: string;
  name!: string;
  ceiling!: MoneyDto;
}

@ApiSchema({
  name: 'FinancingShare',
  description: 'What one executor executes of an agreement, for a purpose.',
})
export class ShareAnswer {
  executor!: string;
  purpose!: string;
  amount!: MoneyDto;
}

@ApiSchema({ name: 'Category', description: "A line of the lender's eligible spending." })
export class CategoryAnswer {
  code!: string;
  name!: string;
  percentage!: string;
  @ApiProperty({ enum: ELIGIBLE_AT })
  eligibleAt!: EligibleAt;
}

@ApiSchema({ name: 'FinancingAgreement', description: "A lender's credit." })
export class FinancingAnswer {
  financing!: string;
  programme!: string;
  lender!: string;
  number!: string;
  amount!: MoneyDto;
  @ApiProperty({ format: 'date' })
  signedOn!: string;
  @ApiProperty({ format: 'date' })
  closingDate!: string;
  @ApiProperty({ format: 'date' })
  graceEnd!: string;
  withdrawals!: string[];
  specialAccounts!: SpecialAccountAnswer[];
}

@ApiSchema({
  name: 'FinancingAgreementWithShares',
  description: "A lender's credit, with its shares and categories.",
})
export class FinancingWithSharesAnswer extends FinancingAnswer {
  shares!: ShareAnswer[];
  categories!: CategoryAnswer[];
}

@ApiSchema({ name: 'FinancingAgreements', description: 'Agreements by code.' })
export class FinancingAgreementsAnswer {
  items!: FinancingAnswer[];
}

@ApiSchema({ name: 'FinancingShares', description: 'Shares by executor and purpose.' })
export class SharesAnswer {
  items!: ShareAnswer[];
}

@ApiSchema({ name: 'Categories', description: 'Categories by code.' })
export class CategoriesAnswer {
  items!: CategoryAnswer[];
}
