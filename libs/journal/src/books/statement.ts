import { addDays, Money, type CurrencyCode, type LocalDate } from '@tramo/kernel';
import type { AccountCode } from '../chart';
import type { AsOf, CubeFilter, CubePosting } from '../cube/query';
import { whereFace, type Books, type Face } from './reading';
import { currencyOfCell, EVERY_ACCOUNT } from './trial-balance';

/** One account over a period, as it was known at an instant. */
export interface StatementQuestion {
  readonly programme: string;
  readonly account: AccountCode;
  readonly face: Face;
  readonly where: readonly CubeFilter[];
  /** The first date of the period; the account's beginning when absent. */
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly recordedUpTo?: string;
  readonly ordinalUpTo?: number;
}

/** What the account held before the period, what moved in it, and what it held then. */
export interface StatementBalance {
  readonly opening: Money;
  readonly movement: Money;
  readonly closing: Money;
}

export interface StatementLine {
  readonly posting: CubePosting;
  readonly amount: Money;
  /** After this posting, in its currency. */
  readonly balance: Money;
}

export interface StatementPage {
  /** One for each currency in which the account was ever posted to by then. */
  readonly balances: readonly StatementBalance[];
  /** In the order in which they were recorded, which is the one order that never changes. */
  readonly lines: readonly StatementLine[];
  /** Pass it as `after` for what follows. */
  readonly next: number | null;
}

type Sums = ReadonlyMap<CurrencyCode, Money>;

/** A page of a statement. The running balance of a later page begins where the page before it ended, by the books and not by hearsay. */
export async function statementPage(
  books: Books,
  question: StatementQuestion,
  { after, limit }: { readonly after?: number | undefined; readonly limit: number },
): Promise<StatementPage> {
  const account = new AccountInBooks(books, question);
  const [opening, closing, { postings, next }] = await Promise.all([
    account.opening(),
    account.closing(),
    account.movements(limit, after),
  ]);
  const [first] = postings;
  const moved = first && after !== undefined ? await account.movedBefore(first) : NOTHING;
  return {
    balances: balancesOf(opening, closing),
    lines: running(postings, added(opening, moved)),
    next,
  };
}

const NOTHING: Sums = new Map();

class AccountInBooks {
  private readonly where: readonly CubeFilter[];
  private readonly known: AsOf;

  constructor(
    private readonly books: Books,
    private readonly question: StatementQuestion,
  ) {
    const { programme, face, account, where, recordedUpTo, ordinalUpTo } = question;
    this.where = [...whereFace(programme, face), { field: 'account', in: [account] }, ...where];
    this.known = {
      ...(recordedUpTo !== undefined && { recordedUpTo }),
      ...(ordinalUpTo !== undefined && { ordinalUpTo }),
    };
  }

  async opening(): Promise<Sums> {
    const { from } = this.question;
    return from === undefined ? NOTHING : this.sums({ ...this.known, effectiveUpTo: addDays(from, -1) });
  }

  closing(): Promise<Sums> {
    const { to } = this.question;
    return this.sums({ ...this.known, ...(to !== undefined && { effectiveUpTo: to }) });
  }

  movements(limit: number, after: number | undefined) {
    return this.books.postings({
      where: this.where,
      asOf: this.period,
      limit,
      ...(after !== undefined && { after }),
    });
  }

  /** What the period moved in the entries before this posting's, and in its own entry before it. */
  async movedBefore({ index, ordinal, line }: CubePosting): Promise<Sums> {
    const earlier = await this.sums({ ...this.period, ordinalUpTo: ordinal - 1 });
    if (line === 0) return earlier;
    const { postings } = await this.books.postings({
      where: this.where,
      asOf: this.period,
      after: index - line - 1,
      limit: line,
    });
    const sums = new Map(earlier);
    for (const posting of postings) if (posting.index < index) add(sums, amountOf(posting));
    return sums;
  }

  private get period(): AsOf {
    const { from, to } = this.question;
    return {
      ...this.known,
      ...(from !== undefined && { effectiveFrom: from }),
      ...(to !== undefined && { effectiveUpTo: to }),
    };
  }

  private async sums(asOf: AsOf): Promise<Sums> {
    const rows = await this.books.query({
      where: this.where,
      groupBy: [{ field: 'currency' }],
      measures: [EVERY_ACCOUNT],
      asOf,
    });
    const sums = new Map<CurrencyCode, Money>();
    for (const { group, values } of rows) {
      const [minor = null] = values;
      if (minor !== null) add(sums, Money.ofMinor(minor, currencyOfCell(group[0])));
    }
    return sums;
  }
}

const amountOf = ({ minor, cell }: CubePosting): Money => Money.ofMinor(minor, currencyOfCell(cell.currency));

function add(sums: Map<CurrencyCode, Money>, amount: Money): Money {
  const { code } = amount.currency;
  const sum = sums.get(code)?.plus(amount) ?? amount;
  sums.set(code, sum);
  return sum;
}

function added(left: Sums, right: Sums): Map<CurrencyCode, Money> {
  const sums = new Map(left);
  for (const amount of right.values()) add(sums, amount);
  return sums;
}

function running(postings: readonly CubePosting[], from: Map<CurrencyCode, Money>): readonly StatementLine[] {
  return postings.map((posting) => {
    const amount = amountOf(posting);
    return { posting, amount, balance: add(from, amount) };
  });
}

const balancesOf = (opening: Sums, closing: Sums): readonly StatementBalance[] =>
  [...closing].map(([code, closes]) => {
    const opens = opening.get(code) ?? Money.zero(code);
    return { opening: opens, movement: closes.minus(opens), closing: closes };
  });
