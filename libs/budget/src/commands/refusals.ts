import { Rejection, type LocalDate, type Money } from '@tramo/kernel';
import type { Line } from '@tramo/programmes';

/** Refusals that several commands of the room have in common. */

export const budgetNotOpened = (programme: string, year: string): Rejection =>
  new Rejection({
    code: 'BUDGET_NOT_OPENED',
    category: 'missing',
    message: `${programme} has no budget for ${year}`,
    values: { programme, year },
    cure: `open the budget of ${year} first`,
  });

export const yearClosed = (programme: string, year: string): Rejection =>
  new Rejection({
    code: 'YEAR_CLOSED',
    message: `the budget of ${year} is closed`,
    values: { programme, year },
    cure: `post it to the budget of a year that is open`,
    field: 'year',
  });

export const correctsTheFuture = (correctsOn: LocalDate, effectiveOn: LocalDate): Rejection =>
  new Rejection({
    code: 'CORRECTS_THE_FUTURE',
    message: 'a correction counts after what it corrects',
    values: { correctsOn, effectiveOn },
    cure: `say a date before ${effectiveOn} in correctsOn, or leave it out`,
    field: 'correctsOn',
  });

export const amountNotPositive = (amount: Money, field: string): Rejection =>
  new Rejection({
    code: 'AMOUNT_NOT_POSITIVE',
    message: 'an amount is more than zero',
    values: { amount },
    cure: 'give an amount above zero; what takes money away is a command of its own',
    field,
  });

export const currencyNotOfBudget = (given: string, currency: string, field: string): Rejection =>
  new Rejection({
    code: 'CURRENCY_NOT_OF_BUDGET',
    message: `the budget is kept in ${currency}`,
    values: { given, currency },
    cure: `give the amount in ${currency}`,
    field: `${field}.currency`,
  });

export const counterpartNotAppropriated = (source: string, field: string): Rejection =>
  new Rejection({
    code: 'COUNTERPART_NOT_APPROPRIATED',
    message: `${source} is counterpart, which is pledged by those who owe it and not appropriated by law`,
    values: { source },
    cure: 'plan it, and record it as pledged under its agreement',
    field: `${field}.source`,
  });

export const lineNotInBudget = (line: Line, field: string): Rejection =>
  new Rejection({
    code: 'LINE_NOT_IN_BUDGET',
    category: 'missing',
    message: 'the budget has nothing on this line',
    values: { line },
    cure: 'name a line of this budget as its list of lines does, in all its fields',
    field,
  });

interface Short {
  readonly line: Line;
  readonly available: Money;
  readonly asked: Money;
  readonly field: string;
}

/** What is asked for is more than what is there; only the law can add to it. */
export function appropriationExceeded({ line, available, asked, field }: Short): Rejection {
  const shortfall = asked.minus(available);
  return new Rejection({
    code: 'APPROPRIATION_EXCEEDED',
    message: `the line has ${available.toString()} available`,
    values: { line, available, asked, shortfall },
    cure:
      `inscribe another ${shortfall.toString()} on the line` +
      (available.isPositive() ? `, or ask for at most ${available.toString()}` : ''),
    field,
  });
}

/** By the word that begins their codes. */
const HELD = {
  PRE_COMMITMENT: 'a pre-commitment',
  COMMITMENT: 'a commitment',
  INSCRIPTION_REQUEST: 'an inscription request',
  OPEN_INSCRIPTION_REQUEST: 'an open inscription request',
  CATEGORY_RESERVATION: 'a reservation',
} as const;
type Held = keyof typeof HELD;

const spoken = (what: Held): string => HELD[what].replace(/^an? /, '');

export const nothingHeld = (what: Held, id: string, field = 'id'): Rejection =>
  new Rejection({
    code: `${what}_UNKNOWN`,
    category: 'missing',
    message: `there is no ${spoken(what)} ${id}`,
    values: { id },
    cure: `name ${HELD[what]} that there is`,
    field,
  });

export const alreadyHeld = (what: Held, id: string, field = 'id'): Rejection =>
  new Rejection({
    code: `${what}_EXISTS`,
    category: 'conflict',
    message: `there is ${HELD[what]} ${id} already`,
    values: { id },
    cure: 'give it an id of its own',
    field,
  });

export const releaseExceeds = (what: Held, id: string, open: Money, asked: Money): Rejection =>
  new Rejection({
    code: `${what}_RELEASE_EXCEEDED`,
    message: `${spoken(what)} ${id} holds ${open.toString()}`,
    values: { id, open, asked, excess: asked.minus(open) },
    cure: open.isPositive() ? `release at most ${open.toString()}` : 'there is nothing left to release',
    field: 'amount',
  });

/** What an agreement's own acts have set aside, they alone give back: otherwise the two would tell different stories. */
export const heldByAgreement = (id: string, agreement: string | null): Rejection =>
  new Rejection({
    code: 'HELD_BY_AGREEMENT',
    category: 'conflict',
    message: `${id} was set aside by agreement ${agreement ?? ''}, which alone gives it back`,
    values: { id, agreement },
    cure: 'release the instalment, amend or close the agreement',
    field: 'id',
  });
