import { Type } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';
import { addDays, Money, toEpochDay, type CurrencyCode, type LocalDate } from '@tramo/kernel';
import * as fc from 'fast-check';
import { accountOf, type AccountCode } from '../chart';
import type { CubePosting } from '../cube/query';
import { dimensionsOf } from '../dimensions';
import { move } from '../posting';
import { PostingRules } from '../posting-rules';
import { accountsInOrder } from './accounts';
import { booksOf, instantAt, recorded } from './books.testing';
import type { Books, Face } from './reading';
import { statementPage, type StatementLine, type StatementQuestion } from './statement';
import { newestFirst, oldestFirst } from './walk-postings';
import { trialBalanceOf, trialBalanceQuery } from './trial-balance';

interface Move {
  readonly entity: string;
  readonly debit: AccountCode;
  readonly credit: AccountCode;
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
  readonly region: string | null;
}
interface Moved {
  readonly effectiveOn: LocalDate;
  readonly moves: readonly Move[];
}

const TestMoved = defineEvent(
  'TestMoved',
  Type.Object({
    moves: Type.Array(
      Type.Object({
        entity: Type.String(),
        debit: Type.Unsafe<AccountCode>(Type.String()),
        credit: Type.Unsafe<AccountCode>(Type.String()),
        amountMinor: Type.Integer(),
        currency: Type.Unsafe<CurrencyCode>(Type.String()),
        region: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
  }),
);
const events = [TestMoved] as const;
const rules = PostingRules.for<typeof events>(events, {
  TestMoved: ({ moves }) =>
    moves.flatMap(({ entity, debit, credit, amountMinor, currency, region }) =>
      move({
        debit,
        credit,
        amount: Money.ofMinor(BigInt(amountMinor), currency),
        ...(currency === 'USD' && { book: Money.ofMinor(BigInt(amountMinor) * 7n, 'BOB') }),
        dimensions: dimensionsOf({ entity, programme: 'par2', region }),
      }),
    ),
});

const DAY = '2022-01-01' as LocalDate;
const booksAfter = (events: readonly Moved[]): Books =>
  booksOf(
    events.map(({ effectiveOn, moves }, ordinal) =>
      recorded(ordinal, { type: 'TestMoved', data: { moves }, effectiveOn }),
    ),
    rules,
  );

const moved = (more: Partial<Move>, day = 0): Moved => ({
  effectiveOn: addDays(DAY, day),
  moves: [
    { entity: 'U', debit: '1120', credit: '4200', amountMinor: 100, currency: 'BOB', region: null, ...more },
  ],
});

const ask = async (books: Books, face: Face, asOf = {}) =>
  trialBalanceOf(await books.query(trialBalanceQuery({ programme: 'par2', face, where: [], asOf })));

describe('the trial balance', () => {
  it('has a line for each account of an entity and currency, and a total for each set of books', async () => {
    const books = booksAfter([
      moved({ amountMinor: 500 }),
      moved({ debit: '910', credit: '900.1', amountMinor: 70 }),
      moved({ entity: 'F', debit: '1110', credit: '2100', currency: 'USD', amountMinor: 3 }),
      moved({ debit: '5200', credit: '1120', amountMinor: 500 }),
    ]);
    const { lines, totals, balanced } = await ask(books, 'own');
    expect(
      lines.map(
        ({ entity, account, debit, credit }) =>
          `${entity} ${account.code} ${debit.toString()} ${credit.toString()}`,
      ),
    ).toEqual([
      'F 1110 0.03 USD 0.00 USD',
      'F 2100 0.00 USD 0.03 USD',
      'U 1120 0.00 BOB 0.00 BOB',
      'U 4200 0.00 BOB 5.00 BOB',
      'U 5200 5.00 BOB 0.00 BOB',
      'U 900.1 0.00 BOB 0.70 BOB',
      'U 910 0.70 BOB 0.00 BOB',
    ]);
    expect(
      totals.map(
        ({ entity, set, debit, credit }) => `${entity} ${set} ${debit.toString()} ${credit.toString()}`,
      ),
    ).toEqual(['F real 0.03 USD 0.03 USD', 'U real 5.00 BOB 5.00 BOB', 'U budget 0.70 BOB 0.70 BOB']);
    expect(balanced).toBe(true);
    const inBook = await ask(books, 'book');
    expect(inBook.totals[0]).toMatchObject({ entity: 'F', debit: Money.of('0.21', 'BOB'), balanced: true });
  });

  it('says of books that do not balance by how much', () => {
    const { totals, balanced } = trialBalanceOf([
      { group: ['U', '1120', 'BOB'], values: [5n] },
      { group: ['U', '4200', 'BOB'], values: [-4n] },
      { group: ['U', '5200', 'BOB'], values: [null] },
    ]);
    expect({ totals, balanced }).toMatchObject({
      totals: [{ difference: Money.ofMinor(1n, 'BOB'), balanced: false }],
      balanced: false,
    });
  });
});

const question = (more: Partial<StatementQuestion> = {}): StatementQuestion => ({
  programme: 'par2',
  account: '1120',
  face: 'own',
  where: [],
  ...more,
});

async function allLines(
  books: Books,
  asked: StatementQuestion,
  limit: number,
): Promise<readonly StatementLine[]> {
  const lines: StatementLine[] = [];
  for (let after: number | undefined; ;) {
    const page = await statementPage(books, asked, { after, limit });
    lines.push(...page.lines);
    if (page.next === null) return lines;
    after = page.next;
  }
}

describe('the statement of an account', () => {
  it('opens with what was there, moves, and closes', async () => {
    const books = booksAfter([
      moved({ amountMinor: 100 }, 0),
      moved({ debit: '5200', credit: '1120', amountMinor: 30 }, 2),
      moved({ amountMinor: 7 }, 1),
      moved({ amountMinor: 1_000 }, 9),
    ]);
    const { balances, lines, next } = await statementPage(
      books,
      question({ from: addDays(DAY, 1), to: addDays(DAY, 5) }),
      { limit: 10 },
    );
    expect(balances).toEqual([
      {
        opening: Money.of('1.00', 'BOB'),
        movement: Money.of('-0.23', 'BOB'),
        closing: Money.of('0.77', 'BOB'),
      },
    ]);
    expect(lines.map(({ amount, balance }) => `${amount.toString()} ${balance.toString()}`)).toEqual([
      '-0.30 BOB 0.70 BOB',
      '0.07 BOB 0.77 BOB',
    ]);
    expect(next).toBeNull();
  });

  it('of an account that nothing was posted to has no balance, which is not zero', async () => {
    expect(await statementPage(booksAfter([moved({})]), question({ account: '5300' }), { limit: 5 })).toEqual(
      {
        balances: [],
        lines: [],
        next: null,
      },
    );
  });
});

it('is read forward and backward alike, from wherever one stopped', async () => {
  const books = booksAfter(Array.from({ length: 3_000 }, (_, day) => moved({}, day % 90)));
  const indices = async (walk: AsyncIterable<readonly CubePosting[]>): Promise<readonly number[]> => {
    const found: number[] = [];
    for await (const page of walk) found.push(...page.map(({ index }) => index));
    return found;
  };
  const asked = {
    where: [{ field: 'account', in: ['1120'] }],
    asOf: { effectiveFrom: addDays(DAY, 10) },
  } as const;
  const forward = await indices(oldestFirst(books, asked));
  expect(forward.length).toBeGreaterThan(2_500);
  expect(await indices(newestFirst(books, asked))).toEqual([...forward].reverse());
  const beyond = forward[1_234]!;
  expect(await indices(oldestFirst(books, { ...asked, beyond }))).toEqual(forward.slice(1_235));
  expect(await indices(newestFirst(books, { ...asked, beyond }))).toEqual(forward.slice(0, 1_234).reverse());
});

const CODES = accountsInOrder.map(({ code }) => code);
const anyMove: fc.Arbitrary<Move> = fc
  .record({
    entity: fc.constantFrom('U', 'F'),
    debit: fc.constantFrom<AccountCode>('1120', '910', '971', ...CODES),
    other: fc.nat(),
    amountMinor: fc.integer({ min: -1_000, max: 1_000_000 }),
    currency: fc.constantFrom<CurrencyCode>('BOB', 'USD'),
    region: fc.constantFrom(null, 'La Paz', 'Potosí'),
  })
  .map(({ other, ...rest }) => {
    const ofSet = CODES.filter((code) => accountOf(code).set === accountOf(rest.debit).set);
    return { ...rest, credit: ofSet[other % ofSet.length]! };
  });

const anyEvents = fc.array(
  fc.record({
    effectiveOn: fc.integer({ min: 0, max: 200 }).map((day) => addDays(DAY, day)),
    moves: fc.array(anyMove, { minLength: 1, maxLength: 4 }),
  }),
  { maxLength: 40 },
);

const face = fc.constantFrom<Face>('own', 'book');

describe('whatever happens', () => {
  it('every trial balance balances, as of any instant and any date', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, face, fc.nat(45), fc.nat(220), async (events, side, ordinal, day) => {
        const { balanced } = await ask(booksAfter(events), side, {
          recordedUpTo: instantAt(ordinal),
          effectiveUpTo: addDays(DAY, day),
        });
        expect(balanced).toBe(true);
      }),
    );
  });

  it('every statement runs from its opening to its closing balance, whatever the pages, and that is what the books say', async () => {
    const period = fc.tuple(fc.integer({ min: -5, max: 200 }), fc.nat(100));
    await fc.assert(
      fc.asyncProperty(
        anyEvents,
        face,
        period,
        fc.integer({ min: 1, max: 7 }),
        async (events, side, [from, days], limit) => {
          const books = booksAfter(events);
          const asked = question({ face: side, from: addDays(DAY, from), to: addDays(DAY, from + days) });
          const { balances } = await statementPage(books, asked, { limit });
          const lines = await allLines(books, asked, limit);
          const last = new Map(balances.map(({ opening }) => [opening.currency.code, opening]));
          for (const { amount, balance, posting } of lines) {
            const { code } = amount.currency;
            expect(balance).toEqual(last.get(code)!.plus(amount));
            expect(posting.effectiveDay).toBeGreaterThanOrEqual(toEpochDay(asked.from!));
            last.set(code, balance);
          }
          const trial = await ask(books, side, { effectiveUpTo: asked.to! });
          for (const { closing } of balances) {
            const { code } = closing.currency;
            expect(last.get(code)).toEqual(closing);
            const inBooks = trial.lines
              .filter(({ account, debit }) => account.code === '1120' && debit.currency.code === code)
              .map(({ debit, credit }) => debit.minus(credit));
            expect(closing).toEqual(Money.sum(code, inBooks));
          }
        },
      ),
    );
  });
});
