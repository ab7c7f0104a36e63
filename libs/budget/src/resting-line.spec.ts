import { accept, fold, getSharded, Rejection, type Decision } from '@tramo/kernel';
import { lineKey, type Line } from '@tramo/programmes';
import { budget } from './budget';
import { lineOf, type BudgetState } from './budget.state';
import { asked, b1, bob, committed, deciding, inBudget, inscribed, opened, posting } from './budget.testing';
import { facts, programme } from './budget.testing';
import { BALANCES_PER_COMMAND } from './commands/balances';
import { ReclassifyLinesHandler } from './commands/reclassify-lines';
import { budgetLineAnswer, commitsLine } from './commitments-of-agreements';
import type { BudgetEvent } from './events';

/** Where the corrected crosswalk says that B.1 belongs. */
const corrected: Line = { ...b1, category: '2(b)' };
const correctedBack: Line = { ...b1, category: '1' };

const moved = (from: Line, to: Line, ...events: readonly BudgetEvent[]): readonly BudgetEvent[] => {
  const state = fold(budget, [opened, ...events]);
  const crosswalk = [{ financing: '8735-bo', component: 'B.1', category: to.category! }];
  const decision = ReclassifyLinesHandler.spec.decide(
    state,
    { ...inBudget, from, to: asked(to), reason: 'annex 2', crosswalk: 'crosswalk 2' },
    { ...deciding, facts: { ...facts, programme: { ...programme, crosswalk } } },
  );
  return [...events, ...eventsOf(decision)];
};

const commitment = commitsLine<object, object, never>(() => []);
const commit = (state: BudgetState, line: Line, amount: string): Decision<BudgetEvent> =>
  commitment.reserve(
    state,
    {
      ...inBudget,
      id: '17-2022',
      reference: 'a 17',
      by: 'ana',
      correctsOn: null,
      line,
      agreement: '17',
      amount: bob(amount),
    },
    { ...deciding, reservationId: 'r-1', forStream: 'agreement-17' },
  ) as Decision<BudgetEvent>;

function eventsOf(decision: Decision<BudgetEvent>): readonly BudgetEvent[] {
  if (decision instanceof Rejection) throw new Error(decision.message);
  expect(decision).toEqual(accept(decision.events));
  return decision.events;
}

const ofAgreement = { agreement: '17', reservation: 'r-0' };
const signed = [inscribed(b1, '1000'), committed('17-2022', b1, '600', ofAgreement)];

function committedOn(events: readonly BudgetEvent[], amount = '100'): Line {
  const state = fold(budget, [opened, ...events]);
  const [event] = eventsOf(commit(state, b1, amount));
  const after = fold(budget, [event!], state);
  const held = getSharded(after.commitments, '17-2022')!;
  const { line } = (event as Extract<BudgetEvent, { type: 'CommitmentMade' }>).data;
  expect(held.line).toEqual(line);
  expect(lineOf(after, line, 'BOB').committed).toEqual(held.open);
  expect(budgetLineAnswer(after, b1, '17-2022').line).toMatchObject({ committed: held.open.toJSON() });
  return line;
}

describe('what an agreement commits on the line it was signed with', () => {
  it('rests on that line while nothing was moved', () => {
    expect(committedOn(signed)).toEqual(b1);
  });

  it('rests where what it committed before was moved to', () => {
    expect(committedOn(moved(b1, corrected, ...signed))).toEqual(corrected);
  });

  it('rests where the line was moved to, when nothing had been committed', () => {
    expect(committedOn(moved(b1, corrected, inscribed(b1, '1000')))).toEqual(corrected);
  });

  it('rests there too when what it had committed was given back before', () => {
    const released: BudgetEvent = {
      type: 'CommitmentReleased',
      data: {
        ...posting,
        id: '17-2022',
        line: b1,
        amount: bob('600'),
        preCommitment: null,
        agreement: '17',
        reason: 'late',
      },
    };
    expect(committedOn(moved(b1, corrected, ...signed, released))).toEqual(corrected);
  });

  it('rests on the one line of the same codes in a year that was inscribed after the correction', () => {
    expect(committedOn([inscribed(corrected, '1000')])).toEqual(corrected);
  });

  it('is not guessed where there are two', () => {
    const state = fold(budget, [opened, inscribed(corrected, '1000'), inscribed(correctedBack, '1000')]);
    expect(commit(state, b1, '1')).toMatchObject({ broken: [{ code: 'APPROPRIATION_EXCEEDED' }] });
  });

  it('follows a line that was moved on, and one that was moved back', () => {
    const once = moved(b1, corrected, ...signed);
    expect(committedOn(moved(corrected, correctedBack, ...once))).toEqual(correctedBack);
    expect(committedOn(moved(corrected, b1, ...once))).toEqual(b1);
  });

  it('and is another agreement’s, or another line’s: refused', () => {
    const state = fold(budget, [opened, ...moved(b1, corrected, ...signed)]);
    expect(commit(state, { ...b1, component: 'B.4' }, '1')).toMatchObject({ code: 'COMMITMENT_EXISTS' });
  });
});

test('a line with more than one command moves is moved without parting what one commitment holds', () => {
  const many = Array.from({ length: BALANCES_PER_COMMAND / 2 }, (_, index) =>
    committed(`c-${String(index).padStart(4, '0')}`, b1, '2'),
  );
  const accrued = many.map((_, index): BudgetEvent => {
    const id = `c-${String(index).padStart(4, '0')}`;
    const step = { id, line: b1, agreement: null, amount: bob('1'), reference: 'tranche 1', reservation: id };
    return { type: 'CommitmentMoved', data: { ...posting, ...step, from: 'committed', to: 'accrued' } };
  });
  // One balance ahead of them would part the last pair.
  const pre: BudgetEvent = {
    type: 'PreCommitmentMade',
    data: {
      ...posting,
      id: 'p-1',
      line: b1,
      amount: bob('1'),
      reference: 'CDP',
      on: deciding.effectiveOn,
      affiliation: { person: 'ana', employer: null, hiredBy: null },
    },
  };
  const before = [inscribed(b1, '9000'), pre, ...many, ...accrued];
  const events = moved(b1, corrected, ...moved(b1, corrected, ...before));
  const { lines } = fold(budget, [opened, ...events]);
  expect(getSharded(lines, lineKey(b1))).toMatchObject({ committed: zero, accrued: zero });
  expect(getSharded(lines, lineKey(corrected))!.accrued.amount).toBe('500.00');
});

const zero = expect.objectContaining({ amount: '0.00' }) as unknown;
