import { unjustifiedOf, type AgreementState } from '@tramo/agreements';
import type { RecordedEvent } from '@tramo/event-log';
import { getSharded, Money, shardedValues, type CurrencyCode, type MoneyJson } from '@tramo/kernel';
import { booked, imbalances, lowestState, type BookedPosting } from '../properties/brute-force';
import type { FoldedHouse } from './folded-house';
import { broughtByWorks, worksDisagree } from './works-agree';

/**
 * Where the streams that an agreement's money goes through say something else than the agreement itself. Each side is
 * added up on its own: the budget, the lender's category, the accounts and the payments keep what they were told, and
 * what they should have been told follows from the agreements.
 */
export function disagreements(house: FoldedHouse): readonly string[] {
  const all = booked(house.events);
  return [
    ...[...house.agreements].flatMap(([id, state]) => [
      ...commitments(house, id, state),
      ...category(house, id, state),
      ...alliances(house, id, state),
      ...unjustified(all, id, state),
    ]),
    ...lines(house),
    ...cells(house),
    ...accounts(house),
    ...payments(house),
    ...invoices(house),
    ...worksDisagree(house),
    ...imbalances(all).map((what) => `${what} does not balance`),
    ...(lowestState(all) < 0n ? ['a state of a cascade is below zero'] : []),
  ];
}

type Data = Readonly<Record<string, unknown>>;
const dataOf = (events: readonly RecordedEvent[], ...types: readonly string[]): readonly Data[] =>
  events.filter(({ type }) => types.includes(type)).map(({ data }) => data as Data);

const sum = (currency: CurrencyCode, amounts: Iterable<Money>): Money => Money.sum(currency, amounts);
const parsed = (json: unknown): Money => Money.parse(json as MoneyJson);

function differs(what: string, told: Money, expected: Money): readonly string[] {
  return told.equals(expected) ? [] : [`${what}: ${told.toString()} and not ${expected.toString()}`];
}

type Tranche = AgreementState['tranches']['tranches'] extends ReadonlyMap<number, infer One> ? One : never;

const isPaid = ({ state }: Tranche): boolean => state === 'confirmed' || state === 'closed';
const toPay = ({ amount, offset }: Tranche): Money => amount.minus(offset);
/** What is set off counts as paid from the day on which it is. */
const paidOf = (one: Tranche): Money => (isPaid(one) ? one.transferred : one.offset);
const tranchesOf = ({ tranches }: AgreementState): readonly Tranche[] => [...tranches.tranches.values()];

/** The year's commitment: what is open, accrued, paid and justified of it. */
function commitments(house: FoldedHouse, id: string, state: AgreementState): readonly string[] {
  const { contract, expenses } = state;
  if (!contract) return [];
  return [...contract.committed].flatMap(([year, { commitment, amount }]) => {
    const held = getSharded(house.budgets.get(`${contract.programme}-${year}`)!.commitments, commitment);
    if (!held) return [`commitment ${commitment} is not in the budget`];
    const currency = amount.currency.code;
    const of = (amounts: Iterable<Money>): Money => sum(currency, amounts);
    const rows = tranchesOf(state).filter((one) => one.commitment === commitment);
    const numbers = new Set(rows.map(({ tranche }) => tranche));
    const accepted = of(
      [...expenses.expenses.values()]
        .filter((one) => one.state === 'accepted' && numbers.has(one.tranche))
        .map(({ subsidy }) => subsidy),
    );
    const writtenOff = of(
      [...expenses.writtenOff].filter(([tranche]) => numbers.has(tranche)).map(([, one]) => one),
    );
    const back = of(
      dataOf(eventsOf(house, id), 'IneligibleSettled', 'BalanceReturned')
        .filter((data) => data['commitment'] === commitment && data['sameYear'] && comesBack(data))
        .map((data) => parsed(data['amount'])),
    );
    const spent = expenses.spent.get(commitment) ?? Money.zero(currency);
    const approved = of(rows.map((one) => one.amount));
    const paid = of(rows.map(paidOf));
    const what = (station: string): string => `${station} of ${commitment}`;
    return [
      ...differs(what('open'), held.open, amount.minus(approved).minus(spent)),
      ...differs(what('accrued'), held.accrued, approved.minus(paid)),
      ...differs(what('paid'), held.paid, paid.minus(accepted).minus(writtenOff).minus(back)),
      ...differs(what('justified'), held.justified, accepted.plus(writtenOff).plus(spent)),
    ];
  });
}

const comesBack = ({ way }: Data): boolean => way === undefined || way === 'to-project' || way === 'offset';

const eventsOf = ({ events }: FoldedHouse, id: string): readonly RecordedEvent[] =>
  events.filter(({ stream }) => stream === `agreement-${id}`);

/** What the agreement holds of the lender's category, and what of it is eligible. */
function category(house: FoldedHouse, id: string, state: AgreementState): readonly string[] {
  const { contract, expenses } = state;
  if (!contract?.reserved) return [];
  const { financing, amount, eligibleAt } = contract.reserved;
  const { reservations } = house.financings.get(financing)!;
  const name = [`agreement:${id}`, id].find((one) => getSharded(reservations, one)) ?? id;
  const held = getSharded(reservations, name);
  if (!held) return [`agreement ${id} holds nothing of its category`];
  const currency = amount.currency.code;
  const freed = dataOf(eventsOf(house, id), 'IneligibleSettled', 'BalanceReturned').flatMap(
    (data) => (data['freed'] as { from: string; amount: MoneyJson } | null) ?? [],
  );
  const freedFrom = (from: string): Money =>
    sum(
      currency,
      freed.filter((one) => one.from === from).map((one) => parsed(one.amount)),
    );
  const taking = eligibleAt === 'transfer' ? tranchesOf(state) : [...expenses.expenses.values()];
  const spending = dataOf(eventsOf(house, id), 'SpendingRecorded').map((data) => ({
    eligible: data['eligible'] as { readonly amount: MoneyJson } | null,
  }));
  const taken = sum(
    currency,
    [...taking, ...spending].flatMap(({ eligible }) => (eligible ? [Money.parse(eligible.amount)] : [])),
  );
  // What rates have made it take from what was free, less what was undone of that.
  const drift = sum(
    currency,
    house.events.flatMap(({ type, data, metadata }) => {
      const moved = data as Data;
      if (type !== 'CategoryMoved' || moved['reservationId'] !== name) return [];
      const isUndone = metadata.reservation?.step === 'release' && moved['to'] === 'free';
      return [parsed(moved['fromFree']), ...(isUndone ? [parsed(moved['amount']).negate()] : [])];
    }),
  );
  const left = dataOf(eventsOf(house, id), 'AgreementClosed').map(({ reservedLeft }) =>
    reservedLeft === null ? Money.zero(currency) : parsed(reservedLeft),
  );
  const rest = amount.plus(drift).minus(taken).minus(freedFrom('reserved')).minus(sum(currency, left));
  return [
    ...differs(`eligible for ${id}`, held.eligible, taken.minus(freedFrom('eligible'))),
    ...differs(`reserved for ${id}`, held.amount, rest),
  ];
}

/** In an organisation's books it owes what it has neither justified nor given back, and nobody has written off. */
function unjustified(all: readonly BookedPosting[], id: string, state: AgreementState): readonly string[] {
  const { contract } = state;
  if (!contract?.organisation) return [];
  const currency = contract.credit.currency.code;
  const owed = all.flatMap(({ posting: { account, amount, dimensions } }) =>
    account === '210' && dimensions.agreement === id ? [amount.negate()] : [],
  );
  // What is set off has reached it already, of a tranche that is not paid yet.
  const expected = tranchesOf(state).map((one) =>
    isPaid(one) ? unjustifiedOf(state, one) : unjustifiedOf(state, one).plus(one.offset),
  );
  return differs(`210 of ${id}`, sum(currency, owed), sum(currency, expected));
}

/** Signed for is signed. */
function alliances({ alliances: all }: FoldedHouse, id: string, state: AgreementState): readonly string[] {
  const alliance = state.contract?.alliance;
  const theirs = [...all].filter(([, { signing }]) => signing?.agreement === id).map(([name]) => name);
  const expected = alliance ? [alliance] : [];
  return theirs.join() === expected.join()
    ? []
    : [`${id} is signed for ${theirs.join()}, not ${expected.join()}`];
}

const STATIONS = ['committed', 'accrued', 'paid', 'justified'] as const;

/** A line has what its commitments have, and never less than nothing available. */
function lines({ budgets }: FoldedHouse): readonly string[] {
  return [...budgets].flatMap(([year, state]) =>
    [...shardedValues(state.lines)].flatMap((line) => {
      const currency = line.available.currency.code;
      const name = JSON.stringify(line.line);
      const on = [...shardedValues(state.commitments)].filter((one) => JSON.stringify(one.line) === name);
      const what = `of ${line.line.component}/${line.line.region} in ${year}`;
      return [
        ...STATIONS.flatMap((station) =>
          differs(
            `${station} ${what}`,
            line[station],
            sum(
              currency,
              on.map((one) => one[station === 'committed' ? 'open' : station]),
            ),
          ),
        ),
        ...(line.available.isNegative() ? [`available ${what}: ${line.available.toString()}`] : []),
      ];
    }),
  );
}

/** A category has what is reserved of it, and never less than nothing free. */
function cells({ financings }: FoldedHouse): readonly string[] {
  return [...financings.values()].flatMap((state) =>
    [...state.cells.values()].flatMap(({ share, category: code, free, reserved, eligible }) => {
      const held = [...shardedValues(state.reservations)].filter(
        (one) => one.share === share && one.category === code,
      );
      const currency = free.currency.code;
      const what = `of category ${code} of ${share}`;
      const of = (amounts: readonly Money[]): Money => sum(currency, amounts);
      return [
        ...differs(`reserved ${what}`, reserved, of(held.map(({ amount }) => amount))),
        ...differs(`eligible ${what}`, eligible, of(held.map((one) => one.eligible))),
        ...(free.isNegative() ? [`free ${what}: ${free.toString()}`] : []),
      ];
    }),
  );
}

/** An account holds what came less what went, and sets aside what is on its way. */
function accounts(house: FoldedHouse): readonly string[] {
  const tranches = [...house.agreements.values()].flatMap(tranchesOf);
  return [...house.accounts].flatMap(([id, { opened, lots }]) => {
    if (!opened) return [];
    const { balance, held, currency } = opened;
    const of = (amounts: Iterable<Money>): Money => sum(currency, amounts);
    const own = (...types: readonly string[]): readonly Data[] =>
      dataOf(house.events, ...types).filter(({ account }) => account === id);
    const amounts = (rows: readonly Data[], name: string): Money =>
      of(rows.map((data) => parsed(data[name])));
    const from = tranches.filter(({ payment }) => payment?.payer === id);
    const paid = of(from.filter(isPaid).map(toPay));
    const onTheirWay = from.filter(({ state }) => state === 'ordered' || state === 'sent');
    const refunds = own('IneligibleSettled', 'BalanceReturned').filter(
      ({ way }) => way === undefined || way === 'to-project',
    );
    const spent = amounts(spendings(house, id), 'amount');
    const expected = amounts(own('FundsReceived'), 'amount')
      .plus(broughtByWorks(house, id, currency))
      .plus(amounts(own('FundsConverted'), 'received'))
      .plus(amounts(refunds, 'amount'))
      .minus(amounts(own('ReceiptReversed'), 'amount'))
      .minus(amounts(own('FundsSold'), 'sold'))
      .plus(amounts(own('FundsSaleUndone'), 'sold'))
      .minus(spent)
      .minus(paid);
    return [
      ...differs(`balance of ${id}`, balance, expected),
      ...differs(`held on ${id}`, held, of(onTheirWay.map(toPay))),
      ...differs(`lots of ${id}`, of(lots.open.map(({ left }) => left)), balance),
      ...(held.isGreaterThan(balance) ? [`${id} holds ${held.toString()} of ${balance.toString()}`] : []),
    ];
  });
}

/** What a unit has spent itself. */
const spendings = (house: FoldedHouse, account: string): readonly Data[] =>
  dataOf(house.events, 'SpendingRecorded').filter(({ payer }) => payer === account);

/** What the bank was told about a payment is what the tranche says of it. */
function payments(house: FoldedHouse): readonly string[] {
  const live = ['ordered', 'sent', 'confirmed'];
  const expected = new Map(
    [...house.agreements.values()]
      .flatMap(tranchesOf)
      .flatMap((one) => (one.payment ? [[one.payment.id, one] as const] : [])),
  );
  return [...new Set([...house.payments.keys(), ...expected.keys()])].flatMap((id) => {
    const { standing = null, ordered = null } = house.payments.get(id) ?? {};
    const tranche = expected.get(id);
    if (!tranche) return standing && live.includes(standing) ? [`payment ${id} is of no tranche`] : [];
    if (!ordered) return [`payment ${id} was never ordered`];
    const wanted = tranche.state === 'closed' ? 'confirmed' : tranche.state;
    return [
      ...(standing === wanted ? [] : [`payment ${id} is ${standing}, its tranche ${wanted}`]),
      ...differs(`payment ${id}`, parsed(ordered.amount), toPay(tranche)),
    ];
  });
}

const HOLDING = ['reported', 'observed', 'accepted'];

/** An invoice is held for what is reported of it, and for nothing else. */
function invoices(house: FoldedHouse): readonly string[] {
  const held = new Map<string, Money>();
  for (const data of dataOf(house.events, 'InvoiceAllocated', 'InvoiceFreed', 'InvoiceStepUndone')) {
    const key = `${String(data['agreement'])} ${String(data['expense'])}`;
    const change = parsed(data['change']);
    held.set(key, held.get(key)?.plus(change) ?? change);
  }
  const reported = [...house.agreements].flatMap(([id, { expenses }]) =>
    [...expenses.expenses.values()]
      .filter(({ state }) => HOLDING.includes(state))
      .map((one): [string, Money] => [`${id} ${one.expense}`, one.net.plus(one.tax)]),
  );
  const expected = new Map(reported);
  return [...new Set([...held.keys(), ...expected.keys()])].flatMap((key) => {
    const amount = held.get(key) ?? expected.get(key)!.minus(expected.get(key)!);
    return differs(`invoice of ${key}`, amount, expected.get(key) ?? amount.minus(amount));
  });
}

/** All amounts and standings there are; two ways to the same end answer the same. */
export function outcomeOf(house: FoldedHouse): object {
  const { agreements, alliances: all, budgets, financings, accounts: held, payments: paid, works } = house;
  return plain({
    agreements: [...agreements],
    works: [...works],
    alliances: [...all].map(([id, { stage, signing }]) => [id, stage, signing?.agreement ?? null]),
    budgets: [...budgets].map(([id, { lines: of, commitments: made }]) => [
      id,
      [...shardedValues(of)],
      // One that was made for nothing and released is as good as none.
      [...shardedValues(made)].filter(({ open, accrued, paid: out, justified }) =>
        [open, accrued, out, justified].some((amount) => !amount.isZero()),
      ),
    ]),
    financings: [...financings].map(([id, { cells: of, reservations }]) => [
      id,
      [...of],
      [...shardedValues(reservations)].filter(
        ({ amount, eligible }) => !amount.isZero() || !eligible.isZero(),
      ),
    ]),
    accounts: [...held].map(([id, { opened, closed, verification, lots }]) => [
      id,
      opened,
      closed,
      verification && { verified: verification.verified, checks: verification.checks },
      lots.open.map(({ lot, left }) => [lot.replace(/\.\d+$/, ''), left]),
    ]),
    payments: [...paid].flatMap(([id, { standing, ordered }]) => (ordered ? [[id, standing, ordered]] : [])),
  }) as object;
}

/** As text may be compared: maps and sets as their entries, in the order of their names. */
function plain(value: unknown): unknown {
  if (value instanceof Money) return value.toString();
  if (value instanceof Map || value instanceof Set) {
    const entries = [...(value as Iterable<unknown>)].map(plain);
    return entries.map((one) => JSON.stringify(one)).sort();
  }
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
}
