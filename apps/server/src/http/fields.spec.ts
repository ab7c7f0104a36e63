import { IsOptional, IsString } from 'class-validator';
import { AskedLineBody, NamedLineBody } from '../budget/shapes.dto';
import { IsListOf, IsNested, MayBeAbsent } from './fields';
import { IsMoney, MoneyDto } from './money.dto';
import { ProblemError, type FieldError } from './problem';
import { createValidationPipe } from './validation';

class Part {
  @IsString()
  name!: string;

  @IsOptional()
  @IsString()
  note?: string;
}

class Whole {
  @IsNested(() => Part)
  part!: Part;

  @IsMoney()
  amount!: MoneyDto;

  @MayBeAbsent()
  @IsMoney()
  fee?: MoneyDto | null;

  @IsListOf(() => Part, 2)
  parts!: Part[];
}

const good = { part: { name: 'a' }, amount: { amount: '5', currency: 'BOB' }, parts: [{ name: 'b' }] };

async function errorsOf(metatype: new () => object, value: unknown): Promise<readonly FieldError[]> {
  try {
    await createValidationPipe().transform(value, { type: 'body', metatype });
    return [];
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.errors ?? [];
    throw error;
  }
}

const fieldsOf = async (value: unknown): Promise<readonly string[]> =>
  (await errorsOf(Whole, value)).map(({ field }) => field);

describe('a field that holds others', () => {
  it('has to be given', async () => {
    expect(await fieldsOf(good)).toEqual([]);
    expect(await fieldsOf({})).toEqual(['part', 'amount', 'parts']);
    expect(await fieldsOf({ ...good, part: null, amount: null })).toEqual(['part', 'amount']);
  });

  it.each([['text'], [7], [[]], [[{ name: 'a' }]]])('is an object, and so not %j', async (other) => {
    expect(await fieldsOf({ ...good, part: other, amount: other })).toEqual(
      expect.arrayContaining(['part', 'amount']),
    );
  });

  it('may be left out, or said to be nothing, where that is allowed', async () => {
    expect(await fieldsOf({ ...good, fee: null })).toEqual([]);
    expect(await fieldsOf({ ...good, fee: [] })).toEqual(['fee']);
  });

  it.each([[null], ['text'], [[]]])('is no list with %j in it', async (other) => {
    expect(await fieldsOf({ ...good, parts: [other] })).toContainEqual(expect.stringMatching(/^parts/));
  });
});

describe('what is said of a field', () => {
  it('tells what is missing from what is malformed, and once', async () => {
    expect(await errorsOf(Part, {})).toEqual([
      { field: 'name', message: expect.stringMatching(/^is missing: /) },
    ]);
    expect(await errorsOf(Part, { name: 1 })).toEqual([{ field: 'name', message: 'name must be a string' }]);
    expect(await errorsOf(Whole, { ...good, part: 'text' })).toHaveLength(1);
  });

  it('names what is not a field', async () => {
    expect(await errorsOf(Part, { name: 'a', nmae: 'b' })).toEqual([
      { field: 'nmae', message: 'is not a field of this request' },
    ]);
  });
});

describe('a line', () => {
  it('says whose it is where it is named in full', async () => {
    expect(await errorsOf(AskedLineBody, { source: 'credit' })).toEqual([]);
    expect(await errorsOf(NamedLineBody, { source: 'credit' })).toMatchObject([{ field: 'entity' }]);
    expect(await errorsOf(NamedLineBody, { source: 'credit', entity: null })).toMatchObject([
      { field: 'entity' },
    ]);
  });
});
