import { decides, LedgerCommand } from '@tramo/event-log';
import { Rejection } from '@tramo/kernel';
import { lineKey, type AskedLine, type Line } from '@tramo/programmes';
import { budget } from '../budget';
import { lineOf } from '../budget.state';
import type { LegalAct } from '../events/shapes';
import { amountOf } from './amounts';
import { counterpartFact, linesFacts, streamOf, type AskedMoney, type AskedOfBudget } from './asking';
import { groundOf } from './ground';
import { accepted } from './in-turn';
import { appropriationExceeded, counterpartNotAppropriated } from './refusals';

type Body = AskedOfBudget & {
  readonly legalAct: LegalAct;
  readonly from: AskedLine;
  readonly to: AskedLine;
  readonly amount: AskedMoney;
};

export class TransferAppropriation extends LedgerCommand<Body> {}

const linesOfTransfer = ({ from, to }: Body): readonly AskedLine[] => [from, to];

export const TransferAppropriationHandler = decides(TransferAppropriation, {
  decider: budget,
  stream: streamOf,
  facts: {
    ...linesFacts<Body>(linesOfTransfer),
    counterpart: counterpartFact<Body>(({ to }) => [to.source]),
  },
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context, {
      lines: linesOfTransfer(body),
      pathOf: (line) => (line === 0 ? 'from' : 'to'),
    });
    if (ground instanceof Rejection) return ground;
    const { currency } = ground.budget;
    const amount = amountOf(body.amount, currency, 'amount');
    if (amount instanceof Rejection) return amount;
    const [from, to] = ground.lines as readonly [Line, Line];
    if (lineKey(from) === lineKey(to)) return transferToItself(to);
    if (context.facts.counterpart.length > 0) return counterpartNotAppropriated(to.source, 'to');
    const { available } = lineOf(state, from, currency);
    const data = { ...ground.posting, legalAct: body.legalAct, from, to, amount: amount.toJSON() };
    const short = amount.isGreaterThan(available)
      ? [appropriationExceeded({ line: from, available, asked: amount, field: 'amount' })]
      : [];
    return accepted([{ type: 'AppropriationTransferred', data }], [...ground.broken, ...short]);
  },
});

const transferToItself = (line: Line): Rejection =>
  new Rejection({
    code: 'TRANSFER_TO_ITSELF',
    message: 'a transfer goes from one line to another',
    values: { line },
    cure: 'name another line to transfer to',
    field: 'to',
  });
