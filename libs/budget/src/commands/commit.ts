import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { Money, Rejection, getSharded } from '@tramo/kernel';
import { lineKey, type AskedLine, type Line } from '@tramo/programmes';
import { budget } from '../budget';
import { lineOf, type BudgetState, type PreCommitmentState } from '../budget.state';
import { amountOf } from './amounts';
import { linesFacts, streamOf, type AskedMoney, type AskedOfBudget } from './asking';
import { dutiesMet, dutiesOf, type AskedByPerson } from './duties';
import { groundOf } from './ground';
import { accepted } from './in-turn';
import { alreadyHeld, appropriationExceeded, nothingHeld } from './refusals';

type Body = AskedOfBudget & {
  readonly id: string;
  readonly line: AskedLine;
  readonly amount: AskedMoney;
  /** The pre-commitment it is made from; it may use a part of it. */
  readonly preCommitment?: string | null;
  readonly agreement?: string | null;
  /** What was signed, as people cite it. */
  readonly reference: string;
};

export class Commit extends CommandOfPerson<Body> {}

export const CommitHandler = decides(Commit, {
  decider: budget,
  stream: streamOf,
  facts: {
    ...linesFacts<Body & AskedByPerson>(({ line }) => [line]),
    ...dutiesOf<Body & AskedByPerson>('committed'),
  },
  decide: (state, body, context) => {
    const { id, reference, agreement } = body;
    const ground = groundOf(state, body, context, { lines: [body.line], pathOf: () => 'line' });
    if (ground instanceof Rejection) return ground;
    const asked = amountOf(body.amount, ground.budget.currency, 'amount');
    if (asked instanceof Rejection) return asked;
    if (getSharded(state.commitments, id)) return alreadyHeld('COMMITMENT', id);
    const line = ground.lines[0]!;
    const held = heldFor(state, body.preCommitment, line);
    if (held instanceof Rejection) return held;
    const covered = coveredBy(state, line, asked, held);
    const { actor, actedOn: on, facts } = context;
    const { refused, found } = dutiesMet(
      { act: 'committed', actor, on, facts },
      { act: 'pre-committed', done: held, reference: `pre-commitment ${held?.id}` },
    );
    const data = {
      ...ground.posting,
      id,
      line,
      amount: asked.toJSON(),
      preCommitment: covered.preCommitment,
      agreement: agreement ?? null,
      reference,
      reservation: null,
    };
    return accepted(
      [{ type: 'CommitmentMade', data }],
      [...ground.broken, ...covered.broken, ...refused],
      found,
    );
  },
});

function heldFor(
  state: BudgetState,
  id: string | null | undefined,
  line: Line,
): PreCommitmentState | undefined | Rejection {
  if (id === null || id === undefined) return undefined;
  const held = getSharded(state.preCommitments, id);
  if (!held) return nothingHeld('PRE_COMMITMENT', id, 'preCommitment');
  return lineKey(held.line) === lineKey(line) ? held : ofAnotherLine(id, held.line, line);
}

interface Covered {
  readonly preCommitment: { readonly id: string; readonly amount: ReturnType<Money['toJSON']> } | null;
  readonly broken: readonly Rejection[];
}

/** What was set aside covers it whole, or what is available does; only history has it from both. */
function coveredBy(
  state: BudgetState,
  line: Line,
  asked: Money,
  held: PreCommitmentState | undefined,
): Covered {
  const { available } = lineOf(state, line, asked.currency.code);
  if (!held) {
    const short = asked.isGreaterThan(available);
    const broken = short ? [appropriationExceeded({ line, available, asked, field: 'amount' })] : [];
    return { preCommitment: null, broken };
  }
  const taken = asked.isGreaterThan(held.open) ? positive(held.open) : asked;
  const preCommitment = taken.isPositive() ? { id: held.id, amount: taken.toJSON() } : null;
  return { preCommitment, broken: taken.equals(asked) ? [] : [beyondPreCommitment(held, asked, available)] };
}

const positive = (money: Money): Money => (money.isNegative() ? Money.zero(money.currency.code) : money);

function beyondPreCommitment(
  { id, line, open }: PreCommitmentState,
  asked: Money,
  available: Money,
): Rejection {
  const shortfall = asked.minus(open);
  const toInscribe = shortfall.minus(positive(available));
  const another = `make a commitment of its own of the other ${shortfall.toString()}`;
  return new Rejection({
    code: 'PRE_COMMITMENT_EXCEEDED',
    message: `pre-commitment ${id} holds ${open.toString()}`,
    values: { line, preCommitment: id, open, asked, shortfall, available },
    cure: toInscribe.isPositive()
      ? `commit at most ${open.toString()}, or inscribe another ${toInscribe.toString()} on the line and ${another}`
      : `commit at most ${open.toString()} from it, and ${another}, which the line has available`,
    field: 'amount',
  });
}

const ofAnotherLine = (id: string, held: Line, line: Line): Rejection =>
  new Rejection({
    code: 'PRE_COMMITMENT_OF_ANOTHER_LINE',
    message: `pre-commitment ${id} was made on another line`,
    values: { preCommitment: id, line, lineOfPreCommitment: held },
    cure: 'commit it on the line of its pre-commitment, or leave the pre-commitment out',
    field: 'preCommitment',
  });
