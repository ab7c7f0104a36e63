import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { currencies, type CurrencyCode } from '@tramo/kernel';
import { IsNested } from './fields';

const CODES = currencies.map(({ code }) => code);

/** An exact amount of one currency. How many decimals the currency has is for `Money.parse` to say. */
@ApiSchema({ name: 'Money', description: 'An exact amount of one currency.' })
export class MoneyDto {
  /** A decimal as text, never more decimals than the currency has. */
  @ApiProperty({ example: '1254211.00' })
  @Matches(/^-?\d{1,19}(\.\d{1,18})?$/, {
    message: 'must be a decimal as text, such as "1254211.00"',
  })
  amount!: string;

  /** ISO 4217, or one of the units CLF and UFV. */
  @ApiProperty({ example: 'BOB', enum: CODES })
  @IsIn(CODES)
  currency!: CurrencyCode;
}

/** A field that holds money. */
export const IsMoney = (): PropertyDecorator => IsNested(() => MoneyDto);
