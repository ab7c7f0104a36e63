import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Matches, ValidateBy } from 'class-validator';
import { isLocalDate } from '@tramo/kernel';

/** What stands in addresses and in the names of streams: a programme, a financing agreement, an index. */
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;
/** What a classifier calls its entries: `B.1`, `2(a)`, `33.01.001`, `Potosí`. */
const CODE = /^(?! )[\p{L}\p{N}_().+/ -]{1,40}(?<! )$/u;
const MONTH = /^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])$/;
const YEAR = /^[12][0-9]{3}$/;

export const isName = (text: string): boolean => NAME.test(text);

const matching = (form: RegExp, example: string): PropertyDecorator =>
  applyDecorators(
    Matches(form, { message: `must be such as "${example}"` }),
    ApiProperty({ type: 'string', example, pattern: form.source }),
  );

export const IsName = (example = 'par2'): PropertyDecorator => matching(NAME, example);
export const IsCode = (example = 'B.1'): PropertyDecorator => matching(CODE, example);
export const IsMonth = (): PropertyDecorator => matching(MONTH, '2022-03');
export const IsBudgetYear = (): PropertyDecorator => matching(YEAR, '2022');

export const IsDate = (): PropertyDecorator =>
  applyDecorators(
    ValidateBy({
      name: 'localDate',
      validator: {
        validate: isLocalDate,
        defaultMessage: () => 'must be a date such as 2022-03-31',
      },
    }),
    ApiProperty({ type: 'string', format: 'date', example: '2022-03-31' }),
  );
