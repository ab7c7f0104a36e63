import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Money, Rejection, type LocalDate } from '@tramo/kernel';
import { amountOf } from '../../ground';
import type { Evidence } from '../../shapes';
import { dutyFacts, streamOf, type AskedMoney, type AskedOfWork } from '../asking';
import { dutiesMet, inCourse, signedGround, type SignedGround } from '../ground';
import { inOrder, notAhead } from '../in-order';
import { HUNDRED, millionths, percentOf, totalOf } from '../shared';
import {
  amortisationOutOfRange,
  contractExceeded,
  progressOutOfRange,
  sheetNotInTurn,
  sheetUndecided,
} from '../sheet-refusals';
import { work } from '../work';
import { unamortised, type WorkState } from '../work.state';

type Body = AskedOfWork & {
  /** Counted from 1. */
  readonly sheet: number;
  /** Physical progress in percent since the beginning. */
  readonly progress: string;
  readonly gross: AskedMoney;
  /** What it amortises of the advance; in proportion when absent. */
  readonly amortisation?: AskedMoney | null;
  readonly measuredUntil: LocalDate;
  readonly evidence: Evidence;
};

/** The supervisor's word on what was built, and what it comes to. */
export class PresentProgressSheet extends CommandOfPerson<Body> {}

export const PresentProgressSheetHandler = decides(PresentProgressSheet, {
  decider: work,
  stream: streamOf,
  facts: dutyFacts<Body>('certified'),
  decide: (state, body, context) => {
    const ground = signedGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { sheet, progress, measuredUntil, evidence } = body;
    const turn = inTurn(state, sheet);
    if (turn) return turn;
    const { contract } = ground;
    const gross = amountOf(body.gross, { credit: contract.amount }, 'gross');
    if (gross instanceof Rejection) return gross;
    const retention = percentOf(gross, contract.retentionPercentage);
    const range = amortisable(ground, { gross, retention });
    const asked = body.amortisation ? amortisationOf(body.amortisation, gross) : range.least;
    if (asked instanceof Rejection) return asked;
    if (asked.isGreaterThan(range.most) || asked.isNegative())
      return amortisationOutOfRange({ asked, ...range });
    const { refused, found } = dutiesMet('certified', state, sheet, context);
    const data = {
      ...ground.done,
      sheet,
      progress,
      gross: gross.toJSON(),
      amortisation: asked.toJSON(),
      retention: retention.toJSON(),
      payable: gross.minus(retention).minus(asked).toJSON(),
      measuredUntil,
      evidence: evidence.map(({ name, sha256 }) => ({ name, sha256 })),
    };
    return accept(
      [{ type: 'ProgressSheetPresented', data }],
      [
        ...ground.broken,
        ...inCourse(state),
        ...measuredInOrder(state, ground, { sheet, measuredUntil }),
        ...notAhead(
          { what: 'the last day measured', on: measuredUntil, field: 'measuredUntil' },
          context.effectiveOn,
        ),
        ...progressBroken(state, sheet, progress),
        ...beyondContract(ground, gross),
        ...(asked.isLessThan(range.least) ? [amortisationOutOfRange({ asked, ...range })] : []),
        ...refused,
      ],
      found,
    );
  },
});

/** The last one may be presented anew when it was returned; else it is the turn of the next one. */
function inTurn({ sheets }: WorkState, sheet: number): Rejection | undefined {
  const last = sheets.get(sheets.size);
  if (last?.state === 'presented') return sheetUndecided(last.sheet);
  const expected = last?.state === 'returned' ? last.sheet : sheets.size + 1;
  return sheet === expected ? undefined : sheetNotInTurn(sheet, expected);
}

interface Measured {
  readonly gross: Money;
  readonly retention: Money;
}

/**
 * In proportion to what is measured since the beginning, so that the whole contract amortises the whole advance; no
 * more than is left of it, nor than the sheet holds beside what is retained.
 */
function amortisable({ money, contract }: SignedGround, { gross, retention }: Measured) {
  const advanced = totalOf(money.advanced);
  const left = totalOf(unamortised(money));
  const most = lesser(left, gross.minus(retention));
  const measured = totalOf(money.gross).plus(gross);
  const rest = contract.amount.minus(measured);
  const due = rest.isPositive() ? advanced.allocate([measured.amountMinor, rest.amountMinor])[0]! : advanced;
  const owed = due.minus(totalOf(money.amortised));
  return { least: owed.isNegative() ? Money.zero(owed.currency.code) : lesser(owed, most), most };
}

const lesser = (one: Money, other: Money): Money => (one.isLessThan(other) ? one : other);

/** Nothing is an amortisation too: where nothing was advanced. */
function amortisationOf(asked: AskedMoney, gross: Money): Money | Rejection {
  const amount = Money.asked(asked);
  return amount.isZero() && amount.currency.code === gross.currency.code
    ? amount
    : amountOf(asked, { credit: gross }, 'amortisation');
}

function progressBroken({ sheets }: WorkState, sheet: number, progress: string): readonly Rejection[] {
  const before = sheets.get(sheet - 1)?.progress ?? '0';
  const given = millionths(progress);
  return given < millionths(before) || given > HUNDRED ? [progressOutOfRange(progress, before)] : [];
}

function beyondContract({ money, contract }: SignedGround, gross: Money): readonly Rejection[] {
  const measured = totalOf(money.gross);
  return measured.plus(gross).isGreaterThan(contract.amount)
    ? [contractExceeded({ contract: contract.amount, measured, asked: gross })]
    : [];
}

interface Until {
  readonly sheet: number;
  readonly measuredUntil: LocalDate;
}

/** Nothing was built before it began, and a sheet measures what the one before it did not. */
const measuredInOrder = (
  { sheets }: WorkState,
  { contract }: SignedGround,
  { sheet, measuredUntil }: Until,
): readonly Rejection[] =>
  inOrder(
    { what: 'the last day measured', on: measuredUntil, field: 'measuredUntil' },
    { what: 'the beginning of the work', on: contract.startsOn },
    { what: `the last day of sheet ${sheet - 1}`, on: sheets.get(sheet - 1)?.measuredUntil },
  );
