import type { WorkData, WorkState } from '@tramo/agreements';
import { getSharded, Money, type CurrencyCode } from '@tramo/kernel';
import type { FoldedHouse } from './folded-house';

/** Where the budget and the lender's category say something else of a municipal work than the work itself. */
export const worksDisagree = (house: FoldedHouse): readonly string[] =>
  [...house.works].flatMap(([id, state]) => [...commitments(house, state), ...category(house, id, state)]);

const sum = (currency: CurrencyCode, amounts: Iterable<Money>): Money => Money.sum(currency, amounts);

function differs(what: string, told: Money, expected: Money): readonly string[] {
  return told.equals(expected) ? [] : [`${what}: ${told.toString()} and not ${expected.toString()}`];
}

/** The lender's part of sheets, by where they stand. */
function commitments(house: FoldedHouse, { letter, committed, sheets }: WorkState): readonly string[] {
  return [...committed].flatMap(([year, { commitment, amount }]) => {
    const held = getSharded(house.budgets.get(`${letter?.programme}-${year}`)!.commitments, commitment);
    if (!held) return [`commitment ${commitment} is not in the budget`];
    const at = (...standings: readonly string[]): Money =>
      sum(
        amount.currency.code,
        [...sheets.values()].flatMap(({ state, approved }) =>
          approved?.commitment === commitment && standings.includes(state)
            ? [Money.parse(approved.parts.lender.gross)]
            : [],
        ),
      );
    return [
      ...differs(`open of ${commitment}`, held.open, amount.minus(at('approved', 'paid'))),
      ...differs(`accrued of ${commitment}`, held.accrued, at('approved')),
      ...differs(`paid of ${commitment}`, held.paid, at('paid')),
    ];
  });
}

function category(house: FoldedHouse, id: string, { contract, payments }: WorkState): readonly string[] {
  if (!contract?.reserved) return [];
  const { financing, left } = contract.reserved;
  const { reservations } = house.financings.get(financing)!;
  const held = getSharded(reservations, `agreement:${id}`) ?? getSharded(reservations, id);
  if (!held) return [`work ${id} holds nothing of its category`];
  const eligible = sum(
    left.currency.code,
    [...payments.values()].flatMap(({ bounced, paid }) =>
      !bounced && paid?.eligible ? [Money.parse(paid.eligible.amount)] : [],
    ),
  );
  return [
    ...differs(`reserved for ${id}`, held.amount, left),
    ...differs(`eligible for ${id}`, held.eligible, eligible),
  ];
}

/** What works have brought to an account less what they have taken from it. */
export function broughtByWorks(house: FoldedHouse, account: string, currency: CurrencyCode): Money {
  const all = [...house.works.values()];
  const arrived = all.flatMap(({ deposits }) =>
    [...deposits.values()]
      .filter((one) => one.account === account && !one.reversed)
      .map(({ amount }) => amount),
  );
  const gone = all
    .flatMap(({ payments }) => [...payments.values()])
    .filter(({ bounced }) => !bounced)
    .flatMap(({ payer, shared, collected }) => [
      ...(payer === account ? [shared.lender] : []),
      ...collected.filter((one) => one.account === account).map(({ amount }) => Money.parse(amount)),
    ]);
  const cameBack = house.events.flatMap((event) => {
    if (event.type !== 'WorksAdvanceReturned') return [];
    const { shared, account: own, collection } = event.data as WorkData<'WorksAdvanceReturned'>;
    return [
      ...(own === account ? [Money.parse(shared.lender)] : []),
      ...(collection === account ? [Money.parse(shared.municipal)] : []),
    ];
  });
  return sum(currency, [...arrived, ...cameBack]).minus(sum(currency, gone));
}
