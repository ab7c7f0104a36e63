import { decides, LedgerCommand } from '@tramo/event-log';
import { Rejection, getSharded } from '@tramo/kernel';
import { lineKey, type AskedLine, type Line } from '@tramo/programmes';
import { budget } from '../budget';
import { codesOf } from '../resting-line';
import { linesFacts, streamOf, type AskedOfBudget } from './asking';
import { balancesOfLine, portionsOf } from './balances';
import { groundOf } from './ground';
import { accepted } from './in-turn';
import { lineNotInBudget } from './refusals';

type Body = AskedOfBudget & {
  /** As the budget has it. */
  readonly from: Line;
  /** Of the same codes, and another category; as the crosswalk has it when it names none. */
  readonly to: AskedLine;
  readonly reason: string;
  readonly crosswalk: string;
};

/** Asked again, it goes on with what one append could not hold. */
export class ReclassifyLines extends LedgerCommand<Body> {}

export const ReclassifyLinesHandler = decides(ReclassifyLines, {
  decider: budget,
  stream: streamOf,
  facts: linesFacts<Body>(({ to }) => [to]),
  decide: (state, body, context) => {
    const { from, reason, crosswalk } = body;
    const ground = groundOf(state, body, context, { lines: [body.to], pathOf: () => 'to' });
    if (ground instanceof Rejection) return ground;
    const to = ground.lines[0]!;
    if (!getSharded(state.lines, lineKey(from))) return lineNotInBudget(from, 'from');
    if (lineKey(from) === lineKey(to)) return reclassifiedToItself(to);
    if (codesOf(from) !== codesOf(to)) return reclassifiesMore(from, to);
    const balances = [...balancesOfLine(state, from)];
    if (balances.length === 0) return nothingToReclassify(from);
    const events = [...portionsOf(balances)].map(({ portion, left }) => ({
      type: 'LineReclassified' as const,
      data: {
        ...ground.posting,
        from,
        to,
        balances: portion.map(({ balance }) => balance),
        reason,
        crosswalk,
        stillToMove: left,
      },
    }));
    return accepted(events, ground.broken);
  },
});

const reclassifiedToItself = (line: Line): Rejection =>
  new Rejection({
    code: 'RECLASSIFIED_TO_ITSELF',
    message: 'the crosswalk leaves the line in the category it is in',
    values: { line },
    cure: 'adopt the corrected crosswalk first, or date the command when it is in force',
    field: 'to',
  });

const reclassifiesMore = (from: Line, to: Line): Rejection =>
  new Rejection({
    code: 'RECLASSIFICATION_CHANGES_CODES',
    message: 'a reclassification changes the category of a line, and nothing else of it',
    values: { from, to },
    cure: 'name the same codes; between lines of other codes, transfer the appropriation',
    field: 'to',
  });

const nothingToReclassify = (line: Line): Rejection =>
  new Rejection({
    code: 'NOTHING_TO_RECLASSIFY',
    message: 'nothing rests on the line any more',
    values: { line },
    cure: 'there is nothing left to do',
    field: 'from',
  });
