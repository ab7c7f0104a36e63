import { fold, invariant, Rejection, type Decision } from '@tramo/kernel';
import type { Line } from '@tramo/programmes';
import { budget } from './budget';
import type { BudgetState } from './budget.state';
import {
  asked,
  assistance,
  b1,
  bob,
  deciding,
  eventsOf,
  facts,
  law,
  programme,
  works,
} from './budget.testing';
import { CarryForwardHandler } from './commands/carry-forward';
import { carryFromYearBefore } from './commands/carry-from-year-before';
import { CloseBudgetYearHandler } from './commands/close-budget-year';
import { CommitHandler } from './commands/commit';
import { InscribeAppropriationHandler } from './commands/inscribe-appropriation';
import { PlanBudgetHandler, ReducePlanHandler } from './commands/plan-budget';
import { PreCommitHandler, ReleasePreCommitmentHandler } from './commands/pre-commit';
import { ReclassifyLinesHandler } from './commands/reclassify-lines';
import { ReduceAppropriationHandler } from './commands/reduce-appropriation';
import { ReleaseCommitmentHandler } from './commands/release-commitment';
import { RequestInscriptionHandler, WithdrawInscriptionRequestHandler } from './commands/request-inscription';
import { TransferAppropriationHandler } from './commands/transfer-appropriation';
import type { BudgetEvent } from './events';

export type Year = '2022' | '2023';
export const KINDS = [
  'plan',
  'reduce-plan',
  'request',
  'withdraw',
  'inscribe',
  'transfer',
  'reduce',
  'pre-commit',
  'release-pre-commitment',
  'commit',
  'release-commitment',
  'carry',
  'reclassify',
  'close',
] as const;

/** Something a person may ask for; much of it will be refused. */
export interface Wish {
  readonly kind: (typeof KINDS)[number];
  readonly year: Year;
  readonly line: number;
  readonly other: number;
  readonly minor: number;
  readonly id: number;
  readonly from: number | null;
  /** Whether the crosswalk has been corrected: B.1 is then in 2(b). */
  readonly corrected: boolean;
}

const LINES: readonly Line[] = [b1, assistance, works, { ...b1, entity: 'fps' }];

/** Two budget years in memory, on which wishes are decided as they are live. */
export class LiveBudgets {
  readonly events: BudgetEvent[] = [];
  private readonly states = new Map<Year, BudgetState>();

  constructor() {
    for (const year of ['2022', '2023'] as const) {
      const data = { programme: 'par2', budgetYear: year, by: 'ana', currency: 'BOB', entity: 'uep' };
      this.write(year, [{ type: 'BudgetOpened', data }]);
    }
  }

  state(year: Year): BudgetState {
    return this.states.get(year) ?? budget.initial;
  }

  /** Whether it was accepted. */
  ask(wish: Wish): boolean {
    return wish.kind === 'carry' ? this.carry(wish) : this.write(wish.year, eventsOf(this.decide(wish)));
  }

  private write(year: Year, events: readonly BudgetEvent[]): boolean {
    this.states.set(year, fold(budget, events, this.state(year)));
    this.events.push(...events);
    return events.length > 0;
  }

  private decide(wish: Wish): Decision<BudgetEvent> {
    const { year, kind, id, from } = wish;
    const state = this.state(year);
    const context = { ...deciding, facts: { ...facts, programme: knowing(wish.corrected) } };
    const line = LINES[wish.line % LINES.length]!;
    const to = LINES[wish.other % LINES.length]!;
    const of = { programme: 'par2', year, by: 'eva' };
    const amount = moneyOf(wish.minor);
    const lines = [{ line: askedOf(line), amount }];
    const one = { ...of, line: askedOf(line), amount, reference: 'a reference' };
    const release = { ...of, reason: 'a reason', ...(from === null ? undefined : { amount }) };
    switch (kind) {
      case 'plan':
        return PlanBudgetHandler.spec.decide(state, { ...of, lines: [...lines, ...lines] }, context);
      case 'reduce-plan':
        return ReducePlanHandler.spec.decide(state, { ...of, lines }, context);
      case 'request': {
        const body = { ...of, request: `R-${id}`, reason: 'a reason', lines };
        return RequestInscriptionHandler.spec.decide(state, body, context);
      }
      case 'withdraw': {
        const body = { ...of, request: `R-${id}`, reason: 'a reason' };
        return WithdrawInscriptionRequestHandler.spec.decide(state, body, context);
      }
      case 'inscribe': {
        const request = from === null ? null : `R-${from}`;
        const body = { ...of, legalAct: law, kind: 'initial' as const, request, lines };
        return InscribeAppropriationHandler.spec.decide(state, body, { ...context, actor: 'eva' });
      }
      case 'transfer': {
        const body = { ...of, legalAct: law, from: askedOf(line), to: askedOf(to), amount };
        return TransferAppropriationHandler.spec.decide(state, body, context);
      }
      case 'reduce':
        return ReduceAppropriationHandler.spec.decide(state, { ...of, legalAct: law, lines }, context);
      case 'pre-commit':
        return PreCommitHandler.spec.decide(state, { ...one, id: `P-${id}` }, context);
      case 'release-pre-commitment':
        return ReleasePreCommitmentHandler.spec.decide(state, { ...release, id: `P-${id}` }, context);
      case 'commit': {
        const preCommitment = from === null ? null : `P-${from}`;
        const body = { ...one, id: `C-${id}`, preCommitment, agreement: `A-${id % 2}` };
        return CommitHandler.spec.decide(state, body, context);
      }
      case 'release-commitment':
        return ReleaseCommitmentHandler.spec.decide(state, { ...release, id: `C-${id}` }, context);
      case 'reclassify': {
        const category = wish.corrected ? '2(a)' : '2(b)';
        const moving = line.component === 'B.1' ? { ...line, category } : line;
        const body = { ...of, from: moving, to: askedOf(line), reason: 'a reason', crosswalk: '2' };
        return ReclassifyLinesHandler.spec.decide(state, body, context);
      }
      case 'close':
        return CloseBudgetYearHandler.spec.decide(state, { ...of }, context);
      case 'carry':
        throw new Error('decided on two budgets');
    }
  }

  /** As the runtime does it: reserved there, decided here, then confirmed or given back. */
  private carry(wish: Wish): boolean {
    const line = LINES[wish.line % LINES.length]!;
    const from = line.component === 'B.1' && wish.corrected ? { ...line, category: '2(b)' } : line;
    const lines = [{ from, amount: moneyOf(wish.minor) }];
    const body = { programme: 'par2', year: '2023', legalAct: law, lines };
    const [plan] = carryFromYearBefore.plan(body, this.state('2023'), []);
    if (!plan) return false;
    const reservationId = `reservation-${this.events.length}`;
    const reserving = { ...deciding, reservationId, forStream: 'budget-par2-2023' };
    const reserved = carryFromYearBefore.reserve(this.state('2022'), plan.ask, reserving);
    if (!this.write('2022', eventsOf(reserved) as readonly BudgetEvent[])) return false;
    const context = { ...deciding, facts: { ...facts, programme: knowing(wish.corrected) } };
    const taken = this.write(
      '2023',
      eventsOf(CarryForwardHandler.spec.decide(this.state('2023'), body, context)),
    );
    const then = taken
      ? carryFromYearBefore.confirm!(this.state('2022'), reservationId)
      : carryFromYearBefore.release(this.state('2022'), reservationId, 'YEAR_CLOSED');
    invariant(!(then instanceof Rejection), 'what was reserved is confirmed or given back');
    this.write('2022', then.events as readonly BudgetEvent[]);
    return taken;
  }
}

const askedOf = (line: Line) => ({ ...asked(line), entity: line.entity });
const moneyOf = (minor: number) => bob((minor / 100).toFixed(2));
const knowing = (corrected: boolean) => ({
  ...programme,
  crosswalk: programme.crosswalk.map((entry) =>
    corrected && entry.component === 'B.1' ? { ...entry, category: '2(b)' } : entry,
  ),
});
