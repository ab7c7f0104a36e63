import { ValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import {
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import fc from 'fast-check';
import { CommandBody } from './command.dto';
import { plainDtoOf } from './plain-dto';
import { ProblemError } from './problem';
import { createValidationPipe } from './validation';

class Money {
  @Length(1, 3)
  amount!: string;

  @IsIn(['BOB', 'USD'])
  currency!: string;
}

class Payment extends CommandBody {
  @IsString()
  @Length(1, 3)
  to!: string;

  @IsInt()
  @Min(1)
  @Max(9)
  times: number = 1;

  @ValidateNested()
  @Type(() => Money)
  money!: Money;

  @IsOptional()
  @ValidateNested()
  @Type(() => Money)
  fee?: Money;
}

class Labels {
  @IsArray()
  @IsString({ each: true })
  labels!: string[];
}

class Page {
  @Transform(({ value }) => Number(value))
  @IsInt()
  size!: number;
}

class Chain {
  @IsOptional()
  @ValidateNested()
  @Type(() => Chain)
  next?: Chain;
}

class Unmarked {
  anything!: string;
}

const body = (metatype: ArgumentMetadata['metatype']): ArgumentMetadata => ({ type: 'body', metatype });

async function outcome(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return { passed: await work() };
  } catch (error) {
    return { refused: error instanceof ProblemError ? error.problem : error };
  }
}

describe('what the pipe makes of a request', () => {
  const pipe = createValidationPipe();
  const thorough = (value: unknown, metadata: ArgumentMetadata): Promise<unknown> =>
    ValidationPipe.prototype.transform.call(pipe, value, metadata) as Promise<unknown>;

  it('is what reading the decorators anew would make of it, valid or not', async () => {
    const scalar = fc.constantFrom<unknown>(
      '',
      'abc',
      'long',
      1,
      9,
      10,
      1.5,
      true,
      null,
      '2022-03-31',
      'BOB',
    );
    const money = fc.record(
      { amount: fc.oneof(fc.constant('5'), scalar), currency: fc.oneof(fc.constant('USD'), scalar) },
      { requiredKeys: [] },
    );
    const anything = fc.oneof(scalar, money, fc.array(scalar, { maxLength: 2 }));
    const good = {
      to: fc.constant('abc'),
      times: fc.constant(3),
      money: fc.constant({ amount: '5', currency: 'BOB' }),
    };
    const request = fc.record(
      {
        to: fc.oneof({ weight: 3, arbitrary: good.to }, anything),
        times: fc.oneof({ weight: 3, arbitrary: good.times }, anything),
        money: fc.oneof({ weight: 3, arbitrary: good.money }, anything),
        fee: anything,
        effectiveOn: fc.oneof(fc.constant('2022-02-30'), anything),
        toString: scalar,
        extra: anything,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(request, anything), async (value) => {
        const copy = structuredClone(value);
        const made = await outcome(() => pipe.transform(value, body(Payment)));
        expect(made).toStrictEqual(await outcome(() => thorough(copy, body(Payment))));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is found without reading them where they are plain: an instance, with its defaults', () => {
    const made = plainDtoOf(Payment)?.({ to: 'abc', money: { amount: '5', currency: 'BOB' } });
    expect(made).toBeInstanceOf(Payment);
    expect(made).toMatchObject({ to: 'abc', times: 1, money: expect.any(Money) as Money });
  });

  it.each([[Labels], [Page], [Chain], [Unmarked]])('is left to them where they are not: %p', (type) => {
    expect(plainDtoOf(type)).toBeUndefined();
  });
});
