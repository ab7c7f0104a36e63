import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { Money, Rejection, getSharded, shardedValues } from '@tramo/kernel';
import { lineKey, type Line } from '@tramo/programmes';
import { budget } from '../budget';
import { lineOf, requestedOn, type BudgetState } from '../budget.state';
import type { LegalAct } from '../events/shapes';
import { inscribedOf } from '../line-state';
import { amountsOf } from './amounts';
import {
  askedLinesOf,
  counterpartFact,
  linesFacts,
  sourcesOf,
  streamOf,
  type AskedAmounts,
  type AskedOfBudget,
} from './asking';
import { dutiesMet, dutiesOf, type AskedByPerson } from './duties';
import { groundOf } from './ground';
import { inTurn } from './in-turn';
import { planRuleFact } from './plan-rule';
import { counterpartNotAppropriated, nothingHeld } from './refusals';

type Body = AskedOfBudget &
  AskedAmounts & {
    readonly legalAct: LegalAct;
    readonly kind: 'initial' | 'additional';
    /** The request it answers. */
    readonly request?: string | null;
  };
type BodyOfPerson = Body & AskedByPerson;

export class InscribeAppropriation extends CommandOfPerson<Body> {}

export const InscribeAppropriationHandler = decides(InscribeAppropriation, {
  decider: budget,
  stream: streamOf,
  facts: {
    ...linesFacts<BodyOfPerson>(askedLinesOf),
    ...dutiesOf<BodyOfPerson>('inscribed'),
    counterpart: counterpartFact<BodyOfPerson>(sourcesOf),
    policy: planRuleFact<BodyOfPerson>(),
  },
  decide: (state, body, context) => {
    const { legalAct, kind } = body;
    const request = body.request ?? undefined;
    const ground = groundOf(state, body, context, { lines: askedLinesOf(body) });
    if (ground instanceof Rejection) return ground;
    const { currency } = ground.budget;
    const amounts = amountsOf(body.lines, currency);
    if (amounts instanceof Rejection) return amounts;
    const asked = request === undefined ? undefined : getSharded(state.requests, request);
    if (request !== undefined && !asked) return nothingHeld('INSCRIPTION_REQUEST', request, 'request');
    const { actor, actedOn: on, facts } = context;
    const acting = { act: 'inscribed', actor, on, facts } as const;
    const met = requestsAnswered(state, request, ground.lines).map((answers) =>
      dutiesMet(acting, {
        act: 'requested-inscription',
        done: getSharded(state.requests, answers),
        reference: `request ${answers}`,
      }),
    );
    const refused = met.flatMap((duties) => duties.refused);
    const found = met.flatMap((duties) => duties.found);
    const before = { broken: [...ground.broken, ...refused], noted: found };
    return inTurn(state, amounts, before, (now, amount, index) => {
      const line = ground.lines[index]!;
      if (facts.counterpart.includes(line.source)) {
        return counterpartNotAppropriated(line.source, `lines.${index}.line`);
      }
      const data = {
        ...ground.posting,
        legalAct,
        kind,
        line,
        amount: amount.toJSON(),
        request: request === undefined ? null : answered(now, request, line, amount),
      };
      return {
        event: { type: 'AppropriationInscribed', data },
        broken: facts.policy.planDemanded ? inscriptionBeyondPlan(now, line, amount, index) : [],
      };
    });
  },
});

/** The request that is named; and otherwise any that waits on these lines, or leaving it unsaid would evade the duty. */
function requestsAnswered(
  { requested }: BudgetState,
  named: string | undefined,
  lines: readonly Line[],
): readonly string[] {
  if (named !== undefined) return [named];
  const keys = new Set(lines.map(lineKey));
  const waiting = [...shardedValues(requested)].filter(
    ({ line, open }) => open.isPositive() && keys.has(lineKey(line)),
  );
  return [...new Set(waiting.map(({ request }) => request))];
}

/** An inscription settles what was asked for on the line, and no more than that. */
function answered(state: BudgetState, request: string, line: Line, amount: Money) {
  const open = requestedOn(state, request, line) ?? Money.zero(amount.currency.code);
  const settled = open.isLessThan(amount) ? open : amount;
  return settled.isPositive() ? { id: request, settled: settled.toJSON() } : null;
}

function inscriptionBeyondPlan(
  state: BudgetState,
  line: Line,
  amount: Money,
  index: number,
): readonly Rejection[] {
  const before = lineOf(state, line, amount.currency.code);
  const { programmed } = before;
  const inscribed = inscribedOf(before);
  const excess = inscribed.plus(amount).minus(programmed);
  if (!excess.isPositive()) return [];
  const room = amount.minus(excess);
  return [
    new Rejection({
      code: 'INSCRIPTION_EXCEEDS_PLAN',
      message: `an inscription of ${amount.toString()} goes beyond the ${programmed.toString()} programmed on the line`,
      values: { line, programmed, inscribed, asked: amount, excess },
      cure:
        `plan another ${excess.toString()} on the line first` +
        (room.isPositive() ? `, or inscribe ${room.toString()}` : ''),
      field: `lines.${index}.amount`,
    }),
  ];
}
