import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { LocalDate } from '@tramo/kernel';
import { ACCOUNT_KINDS, MOVEMENT_KINDS, PAYMENT_STATES } from '@tramo/treasury';
import { IsCode, IsDate, IsName } from '../http/codes';
import { IsFlag, MayBeAbsent } from '../http/fields';
import { PageQuery } from '../http/tables/page.dto';

const ACCOUNT_STATES = ['open', 'closed'] as const;

export class BankAccountsQuery extends PageQuery {
  /** Only accounts of this kind. */
  @MayBeAbsent()
  @IsIn(ACCOUNT_KINDS)
  @ApiProperty({ enum: ACCOUNT_KINDS })
  kind?: (typeof ACCOUNT_KINDS)[number];

  /** Only accounts in the books of this entity. */
  @MayBeAbsent()
  @IsCode('UEP')
  entity?: string;

  /** Only accounts of this holder. */
  @MayBeAbsent()
  @IsCode('ASOPROQ')
  holder?: string;

  /** Only special accounts of this financing agreement. */
  @MayBeAbsent()
  @IsName('8735-bo')
  financing?: string;

  /** Only accounts that are open, or only those that are closed. */
  @MayBeAbsent()
  @IsIn(ACCOUNT_STATES)
  @ApiProperty({ enum: ACCOUNT_STATES })
  state?: (typeof ACCOUNT_STATES)[number];

  /** Only those that two people have verified, or only the others. */
  @IsFlag()
  verified?: boolean;
}

export class MovementsQuery extends PageQuery {
  /** Only movements of this kind. */
  @MayBeAbsent()
  @IsIn(MOVEMENT_KINDS)
  @ApiProperty({ enum: MOVEMENT_KINDS })
  kind?: (typeof MOVEMENT_KINDS)[number];

  /** Only what this payment moved. */
  @MayBeAbsent()
  @IsCode('P-1')
  payment?: string;

  /** Only what this receipt or conversion brought, or its reversal took. */
  @MayBeAbsent()
  @IsCode('L-1')
  lot?: string;

  /** Only on this day or later. */
  @MayBeAbsent()
  @IsDate()
  from?: LocalDate;

  /** Only on this day or earlier. */
  @MayBeAbsent()
  @IsDate()
  until?: LocalDate;
}

export class PaymentsQuery extends PageQuery {
  /** Only payments that stand so. */
  @MayBeAbsent()
  @IsIn(PAYMENT_STATES)
  @ApiProperty({ enum: PAYMENT_STATES })
  state?: (typeof PAYMENT_STATES)[number];

  /** Only payments of this agreement. */
  @MayBeAbsent()
  @IsCode('A-1')
  agreement?: string;

  /** Only payments from this account. */
  @MayBeAbsent()
  @IsName('operativa-1')
  payer?: string;

  /** Only payments to this account. */
  @MayBeAbsent()
  @IsName('asoproq-1')
  payee?: string;
}

export class LotsQuery extends PageQuery {
  /** Only lots of this account. */
  @MayBeAbsent()
  @IsName('operativa-1')
  account?: string;

  /** Only those of which something is left, or only the others. */
  @IsFlag()
  open?: boolean;

  /** Only what was converted at a bank's rate, or only what came otherwise. */
  @IsFlag()
  converted?: boolean;
}
