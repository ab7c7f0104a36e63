import { commitsLine } from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { agreement } from '../agreement';
import type { AgreementEvent } from '../agreement.events';
import { toCommit, type AgreementState } from '../agreement.state';
import { restsOn } from '../days';
import { amountOf, doneBy, groundOf, standing, type AskedOfAgreement } from '../ground';
import { dutiesMet, dutyFacts, streamOf, type AskedMoney, type ByPerson } from '../asking';
import { commitmentOf, instalmentsByYear } from './contract.state';
import { commitmentsMade } from './elsewhere';
import { instalmentExceeded, instalmentUnknown } from './refusals';

type Body = AskedOfAgreement & {
  readonly budgetYear: string;
  /** All that is agreed for the year and not committed when absent. */
  readonly amount?: AskedMoney | null;
};

/** An agreement is signed for its whole life, and funded year by year. */
export class CommitInstalment extends CommandOfPerson<Body> {}

export const CommitInstalmentHandler = decides(CommitInstalment, {
  decider: agreement,
  stream: streamOf,
  facts: dutyFacts<Body>('committed'),
  reserves: {
    commitment: commitsLine<ByPerson<Body>, AgreementState, AgreementEvent>(commitmentsMade),
  },
  triesFirst: true,
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context, [restsOn.addenda]);
    if (ground instanceof Rejection) return ground;
    const { contract } = ground;
    const { budgetYear } = body;
    const years = instalmentsByYear(contract.tranches);
    const agreed = years.get(budgetYear);
    const left = toCommit(state, budgetYear);
    if (!agreed || !left) return instalmentUnknown(budgetYear, [...years.keys()]);
    const committed = agreed.minus(left);
    const asked = body.amount ? amountOf(body.amount, contract, 'amount') : left;
    if (asked instanceof Rejection) return asked;
    if (!asked.isPositive()) return instalmentExceeded({ budgetYear, agreed, committed, asked });
    const { refused, found } = dutiesMet(
      { act: 'committed', agreement: body.agreement },
      contract.acts,
      context,
    );
    const data = {
      ...ground.of,
      ...doneBy(context, context.facts.people),
      correctsOn: ground.correctsOn,
      budgetYear,
      commitment: contract.committed.get(budgetYear)?.commitment ?? commitmentOf(body.agreement, budgetYear),
      line: contract.committed.get(budgetYear)?.line ?? contract.line,
      amount: asked.toJSON(),
    };
    const beyond = asked.isGreaterThan(left)
      ? [instalmentExceeded({ budgetYear, agreed, committed, asked })]
      : [];
    return accept(
      [{ type: 'InstalmentCommitted', data }],
      [...ground.broken, ...standing(contract), ...beyond, ...refused],
      found,
    );
  },
});
