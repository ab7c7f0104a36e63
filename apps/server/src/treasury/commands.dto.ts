import { ApiProperty } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import type { CurrencyCode, LocalDate } from '@tramo/kernel';
import { ACCOUNT_KINDS, RECEIPT_KINDS } from '@tramo/treasury';
import { IsCode, IsName } from '../http/codes';
import { CommandBody } from '../http/command.dto';
import { IsCorrection, IsLongText, IsText, MayBeAbsent } from '../http/fields';
import { IsMoney, MoneyDto } from '../http/money.dto';

export class OpenBankAccountBody extends CommandBody {
  /** What the account is called here, and in addresses. */
  @IsName('operativa-1')
  account!: string;

  /** `special` of a lender's currency, `operating` for paying, `collection` of municipal money, `organisation` of a payee. */
  @IsIn(ACCOUNT_KINDS)
  @ApiProperty({ enum: ACCOUNT_KINDS })
  kind!: (typeof ACCOUNT_KINDS)[number];

  /** Whose books it stands in: the executing unit's when absent. An organisation's account does not say. */
  @MayBeAbsent()
  @IsCode('UEP')
  entity?: string | null;

  /** Whose account it is: of an organisation its code, of others the entity when absent. */
  @MayBeAbsent()
  @IsCode('ASOPROQ')
  holder?: string | null;

  /** Of a special account, the financing agreement. */
  @MayBeAbsent()
  @IsName('8735-bo')
  financing?: string | null;

  /** Of a special account, what the financing agreement calls it; its currency and ceiling are said there. */
  @MayBeAbsent()
  @IsCode('CE-1')
  specialAccount?: string | null;

  /** The bank that keeps it. */
  @ApiProperty({ example: 'Banco Unión' })
  @IsText(80)
  bank!: string;

  /** As the bank numbers it. */
  @ApiProperty({ example: '1-0000123456' })
  @IsText(34)
  number!: string;

  /** Need not be said: the lender's of a special account, the books' of others. */
  @MayBeAbsent()
  @Matches(/^[A-Z]{3}$/, { message: 'must be a currency such as "BOB"' })
  currency?: CurrencyCode | null;
}

export class ChangeBankAccountBody extends CommandBody {
  /** The bank that keeps it. */
  @ApiProperty({ example: 'Banco Unión' })
  @IsText(80)
  bank!: string;

  /** As the bank numbers it. */
  @ApiProperty({ example: '1-0000123456' })
  @IsText(34)
  number!: string;

  @IsLongText(1_000)
  reason!: string;
}

export class VerifyBankAccountBody extends CommandBody {
  /** What was seen: a certificate of the bank, a call to a number that was known before. */
  @IsLongText(1_000)
  evidence!: string;

  /** Of the document, SHA-256 in hexadecimal. */
  @MayBeAbsent()
  @Matches(/^[0-9a-f]{64}$/, { message: 'must be a SHA-256 in 64 hexadecimal digits' })
  @ApiProperty({ type: 'string', pattern: '^[0-9a-f]{64}$' })
  evidenceHash?: string | null;
}

export class CloseBankAccountBody extends CommandBody {
  @IsLongText(1_000)
  reason!: string;
}

class PostingBody extends CommandBody {
  /** The date, in a month that is closed, that this puts right in one that is open. */
  @IsCorrection()
  correctsOn?: LocalDate | null;
}

export class ReceiveFundsBody extends PostingBody {
  /** What the receipt is called in this account; what is left of it is listed as a lot of the same name. */
  @IsCode('R-1')
  receipt!: string;

  /** Where it comes from. */
  @IsIn(RECEIPT_KINDS)
  @ApiProperty({ enum: RECEIPT_KINDS })
  kind!: (typeof RECEIPT_KINDS)[number];

  @IsMoney()
  amount!: MoneyDto;

  /** As the bank's statement cites it. */
  @IsText(200)
  reference!: string;
}

export class ReverseReceiptBody extends PostingBody {
  @IsLongText(1_000)
  reason!: string;
}

export class ConvertFundsBody extends PostingBody {
  /** The special account whose currency is sold. */
  @IsName('especial-1')
  from!: string;

  /** What the lot is called in the account where the money arrives. */
  @IsCode('L-1')
  lot!: string;

  /** In the currency of the special account. */
  @IsMoney()
  sold!: MoneyDto;

  /** What the bank gave for it. */
  @IsMoney()
  received!: MoneyDto;

  /** The bank's note of the sale. */
  @IsText(200)
  reference!: string;
}
