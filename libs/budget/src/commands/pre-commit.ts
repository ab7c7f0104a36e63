import { decides, LedgerCommand } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { Rejection, getSharded } from '@tramo/kernel';
import type { AskedLine } from '@tramo/programmes';
import { budget } from '../budget';
import { lineOf } from '../budget.state';
import { amountOf } from './amounts';
import { linesFacts, noLines, streamOf, type AskedMoney, type AskedOfBudget } from './asking';
import { doneBy, dutiesOf, type AskedByPerson } from './duties';
import { groundOf } from './ground';
import { accepted } from './in-turn';
import { alreadyHeld, appropriationExceeded, nothingHeld, releaseExceeds } from './refusals';

type Body = AskedOfBudget & {
  readonly id: string;
  readonly line: AskedLine;
  readonly amount: AskedMoney;
  /** What it is set aside for, as people cite it. */
  readonly reference: string;
};

export class PreCommit extends CommandOfPerson<Body> {}

export const PreCommitHandler = decides(PreCommit, {
  decider: budget,
  stream: streamOf,
  facts: {
    ...linesFacts<Body & AskedByPerson>(({ line }) => [line]),
    ...dutiesOf<Body & AskedByPerson>('pre-committed'),
  },
  decide: (state, body, context) => {
    const { id, reference } = body;
    const ground = groundOf(state, body, context, { lines: [body.line], pathOf: () => 'line' });
    if (ground instanceof Rejection) return ground;
    const { currency } = ground.budget;
    const asked = amountOf(body.amount, currency, 'amount');
    if (asked instanceof Rejection) return asked;
    if (getSharded(state.preCommitments, id)) return alreadyHeld('PRE_COMMITMENT', id);
    const line = ground.lines[0]!;
    const { available } = lineOf(state, line, currency);
    const done = doneBy(context.actor, context.actedOn, context.facts.people);
    const data = { ...ground.posting, ...done, id, line, amount: asked.toJSON(), reference };
    const short = asked.isGreaterThan(available)
      ? [appropriationExceeded({ line, available, asked, field: 'amount' })]
      : [];
    return accepted([{ type: 'PreCommitmentMade', data }], [...ground.broken, ...short]);
  },
});

type Release = AskedOfBudget & {
  readonly id: string;
  /** All of it when absent. */
  readonly amount?: AskedMoney | null;
  readonly reason: string;
};

export class ReleasePreCommitment extends LedgerCommand<Release> {}

export const ReleasePreCommitmentHandler = decides(ReleasePreCommitment, {
  decider: budget,
  stream: streamOf,
  facts: linesFacts<Release>(noLines),
  decide: (state, body, context) => {
    const { id, reason } = body;
    const ground = groundOf(state, body, context);
    if (ground instanceof Rejection) return ground;
    const held = getSharded(state.preCommitments, id);
    if (!held) return nothingHeld('PRE_COMMITMENT', id);
    const { line, open } = held;
    const amount = body.amount ? amountOf(body.amount, ground.budget.currency, 'amount') : open;
    if (amount instanceof Rejection) return amount;
    if (!amount.isPositive()) return releaseExceeds('PRE_COMMITMENT', id, open, amount);
    const excess = amount.isGreaterThan(open) ? [releaseExceeds('PRE_COMMITMENT', id, open, amount)] : [];
    const data = { ...ground.posting, id, line, amount: amount.toJSON(), reason };
    return accepted([{ type: 'PreCommitmentReleased', data }], [...ground.broken, ...excess]);
  },
});
