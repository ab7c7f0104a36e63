import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { agreement } from '../../agreement';
import type { AskedOfAgreement } from '../../ground';
import { isTaken } from '../../ids';
import { dutyFacts, streamOf, type AskedByPerson } from '../asking';
import { mayReport } from '../duties';
import { trancheGround } from '../ground';
import { holdsInvoice, namesItsInvoice, reportedInvoiceFact } from '../invoice/asks';
import { expenseExists } from '../refusals';
import { reportOf, type AskedReport } from '../report';

type Body = AskedOfAgreement & AskedReport & { readonly tranche: number };

/** What was spent of a tranche, with the counterpart beside it. */
export class ReportExpense extends CommandOfPerson<Body> {}

export const ReportExpenseHandler = decides(ReportExpense, {
  decider: agreement,
  stream: streamOf,
  triesFirst: true,
  facts: { ...dutyFacts<Body>('requested'), known: reportedInvoiceFact<AskedByPerson<Body>>() },
  reserves: {
    spelling: namesItsInvoice<AskedByPerson<Body>>(),
    invoice: holdsInvoice<AskedByPerson<Body>>(),
  },
  decide: (state, body, context) => {
    const ground = trancheGround(state, body, body.tranche, context);
    if (ground instanceof Rejection) return ground;
    if (isTaken(state.expenses.expenses.keys(), body.expense)) return expenseExists(body.expense);
    const { contract, tranche } = ground;
    const { effectiveOn, facts } = context;
    const report = reportOf(state, body, { contract, tranche, effectiveOn, known: facts.known });
    if (report instanceof Rejection) return report;
    const { refused, found } = mayReport(state, body.tranche, context);
    const data = { ...ground.data, expense: body.expense, ...report.data };
    return accept(
      [{ type: 'ExpenseReported', data }],
      [...ground.broken, ...report.broken, ...refused],
      found,
    );
  },
});
