import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Money, Rejection } from '@tramo/kernel';
import { agreement } from '../../agreement';
import type { AskedOfAgreement } from '../../ground';
import { tellsOrganisation } from '../../organisations/tells-organisation';
import { dutyFacts, streamOf, type AskedByPerson } from '../asking';
import { mayReport } from '../duties';
import { expenseGround } from '../ground';
import { givesBackFormerInvoice, holdsInvoice, namesItsInvoice, reportedInvoiceFact } from '../invoice/asks';
import { expenseNotAt, substituteInUse } from '../refusals';
import { reportOf, type AskedReport } from '../report';
import { usedOf } from '../room';

type Body = AskedOfAgreement & AskedReport & { readonly answer: string };

/** An observation is answered with the report as it should have been. */
export class RemedyExpense extends CommandOfPerson<Body> {}

export const RemedyExpenseHandler = decides(RemedyExpense, {
  decider: agreement,
  stream: streamOf,
  triesFirst: true,
  facts: { ...dutyFacts<Body>('requested'), known: reportedInvoiceFact<AskedByPerson<Body>>() },
  reserves: {
    spelling: namesItsInvoice<AskedByPerson<Body>>(),
    invoice: holdsInvoice<AskedByPerson<Body>>(),
  },
  follows: {
    formerInvoice: givesBackFormerInvoice<AskedByPerson<Body>>(),
    standing: tellsOrganisation<AskedByPerson<Body>>(),
  },
  decide: (state, body, context) => {
    const ground = expenseGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { contract, tranche, expense } = ground;
    const { effectiveOn, facts } = context;
    const report = reportOf(state, body, { contract, tranche, effectiveOn, known: facts.known });
    if (report instanceof Rejection) return report;
    const { refused, found } = mayReport(state, tranche.tranche, context);
    const data = { ...ground.data, ...report.data, answer: body.answer };
    const keeps = Money.parse(report.data.subsidy);
    const broken = [
      ...expenseNotAt(expense, ['observed']),
      ...substituteInUse(expense, { used: usedOf(state.expenses, expense), keeps }),
      ...report.broken,
      ...refused,
    ];
    return accept([{ type: 'ExpenseRemedied', data }], [...ground.broken, ...broken], found);
  },
});
