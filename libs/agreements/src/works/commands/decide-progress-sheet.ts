import { movesCommitment } from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { yearNotCommitted } from '../../expenses/administration-refusals';
import { dutyFacts, stepFacts, streamOf, type AskedOfWork } from '../asking';
import { commitmentsMoved } from '../elsewhere';
import { dutiesMet, inCourse, signedGround } from '../ground';
import { inOrder } from '../in-order';
import { sheetParts } from '../shared';
import { sheetNotAt, sheetUnknown } from '../sheet-refusals';
import { work } from '../work';

type OfSheet = AskedOfWork & { readonly sheet: number };
type Approving = OfSheet & {
  /** Whose budget takes it; the year in which it counts when absent. */
  readonly budgetYear?: string | null;
};

/** What was built is owed: by another person than the one who has measured it. */
export class ApproveProgressSheet extends CommandOfPerson<Approving> {}

export const ApproveProgressSheetHandler = decides(ApproveProgressSheet, {
  decider: work,
  stream: streamOf,
  triesFirst: true,
  facts: dutyFacts<Approving>('approved'),
  reserves: { commitment: movesCommitment(commitmentsMoved) },
  decide: (state, body, context) => {
    const ground = signedGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { sheet } = body;
    const known = state.sheets.get(sheet);
    if (!known) return sheetUnknown(sheet);
    if (known.state !== 'presented') return sheetNotAt(known, 'presented');
    const budgetYear = body.budgetYear ?? context.effectiveOn.slice(0, 4);
    const committed = state.committed.get(budgetYear);
    if (!committed) return yearNotCommitted(body.work, budgetYear);
    const { refused, found } = dutiesMet('approved', state, sheet, context);
    const data = {
      ...ground.posting,
      sheet,
      progress: known.progress,
      budgetYear,
      commitment: committed.commitment,
      parts: sheetParts(ground.money, known, ground.contract),
    };
    return accept(
      [{ type: 'ProgressSheetApproved', data }],
      [
        ...ground.broken,
        ...inCourse(state),
        ...inOrder(
          { what: `the approval of sheet ${sheet}`, on: context.effectiveOn },
          { what: 'its presentation', on: known.on },
        ),
        ...refused,
      ],
      found,
    );
  },
});

type Returning = OfSheet & { readonly reason: string };

/** It is to be measured anew. */
export class ReturnProgressSheet extends CommandOfPerson<Returning> {}

export const ReturnProgressSheetHandler = decides(ReturnProgressSheet, {
  decider: work,
  stream: streamOf,
  facts: stepFacts<Returning>(),
  decide: (state, body, context) => {
    const ground = signedGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { sheet, reason } = body;
    const known = state.sheets.get(sheet);
    if (!known) return sheetUnknown(sheet);
    if (known.state !== 'presented') return sheetNotAt(known, 'presented');
    const data = { ...ground.done, sheet, reason };
    return accept([{ type: 'ProgressSheetReturned', data }], ground.broken);
  },
});
