import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Money, Rejection, type CurrencyCode, type MoneyJson } from '@tramo/kernel';
import { alliance } from '../alliance.state';
import { moveTo } from '../moves';
import { notAt, reached } from '../order';
import { amountNotPositive, currencyNotOfProgramme, planDoesNotAddUp } from '../refusals';
import { streamOf, type AskedOfAlliance } from './asking';
import { dutiesMet, dutyFacts } from './duties';
import { groundOf } from './ground';

type AskedMoney = { readonly amount: MoneyJson['amount']; readonly currency: string };

type Body = AskedOfAlliance & {
  readonly total: AskedMoney;
  /** Asked of the programme. */
  readonly credit: AskedMoney;
  /** Asked of the organisation. */
  readonly counterpart: AskedMoney;
  readonly evidence: string;
};

/** The adviser's act. Until it is prioritised a plan can be formulated anew, and is then rated anew. */
export class FormulatePlan extends CommandOfPerson<Body> {}

export const FormulatePlanHandler = decides(FormulatePlan, {
  decider: alliance,
  stream: streamOf,
  facts: dutyFacts<Body>('advised'),
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context);
    if (ground instanceof Rejection) return ground;
    const amounts = amountsOf(body, context.facts.programme.bookCurrency);
    if (amounts instanceof Rejection) return amounts;
    const { total, credit, counterpart } = amounts;
    const { refused, found } = dutiesMet('advised', state, context);
    const data = {
      ...ground.done,
      ...moveTo(state, reached(state, 'planned'), { ...ground.opened, opinions: {} }),
      plan: state.plan + 1,
      total: total.toJSON(),
      credit: credit.toJSON(),
      counterpart: counterpart.toJSON(),
      evidence: body.evidence,
    };
    const sum = total.equals(credit.plus(counterpart)) ? [] : [planDoesNotAddUp(amounts)];
    return accept(
      [{ type: 'PlanFormulated', data }],
      [...ground.broken, ...notAt(state, 'assessed', 'planned'), ...sum, ...refused],
      found,
    );
  },
});

interface Amounts {
  readonly total: Money;
  readonly credit: Money;
  readonly counterpart: Money;
}

function amountsOf(body: Body, currency: CurrencyCode | null): Amounts | Rejection {
  const total = amountOf(body.total, currency, 'total');
  if (total instanceof Rejection) return total;
  const credit = amountOf(body.credit, currency, 'credit');
  if (credit instanceof Rejection) return credit;
  const counterpart = amountOf(body.counterpart, currency, 'counterpart');
  return counterpart instanceof Rejection ? counterpart : { total, credit, counterpart };
}

function amountOf(asked: AskedMoney, currency: CurrencyCode | null, field: string): Money | Rejection {
  const amount = Money.asked(asked);
  const given = amount.currency.code;
  if (given !== currency) return currencyNotOfProgramme(given, currency, field);
  return amount.isPositive() ? amount : amountNotPositive(amount, field);
}
