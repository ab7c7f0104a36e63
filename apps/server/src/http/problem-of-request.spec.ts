import { NotFoundException } from '@nestjs/common';
import { Money } from '@tramo/kernel';
import { problemOf } from './problem-of';

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

it('says what would be an amount', () => {
  const malformed = thrownBy(() => Money.parse({ amount: '100.50', currency: 'CLP' }));
  expect(problemOf(malformed)).toMatchObject({
    status: 400,
    code: 'AMOUNT_MALFORMED',
    cure: expect.stringContaining('no more decimals than the currency has') as string,
  });
});

it('says where the routes are', () => {
  expect(problemOf(new NotFoundException('Cannot GET /'))).toMatchObject({
    status: 404,
    code: 'NO_SUCH_ROUTE',
    cure: 'use a route of /api/v1/openapi.json',
  });
});

it('says of what it does not know nothing but that it is our mistake', () => {
  expect(problemOf(new Error('secret'))).toMatchObject({ status: 500, code: 'INTERNAL_ERROR' });
  expect(JSON.stringify(problemOf(new Error('secret')))).not.toContain('secret');
});
