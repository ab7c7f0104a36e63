import type { Rejection } from '@tramo/kernel';
import type { SignedGround } from './ground';
import { HUNDRED, millionths, totalOf } from './shared';
import { workUnsettled } from './sheet-refusals';
import { unamortised, type WorkState } from './work.state';

/** All sheets are paid, and the contractor owes nothing of the advance. */
export const moneyUnsettled = (state: WorkState, ground: SignedGround): readonly Rejection[] => [
  ...unpaidBy(state, ground),
  ...owedBy(ground),
];

/** And all that was to be built is measured. */
export const unsettled = (state: WorkState, ground: SignedGround): readonly Rejection[] => [
  ...moneyUnsettled(state, ground),
  ...unmeasured(state, ground),
];

function* unpaidBy({ sheets, stage }: WorkState, { letter }: SignedGround): Iterable<Rejection> {
  for (const { sheet, state, gross } of sheets.values()) {
    // What was returned is not presented anew once the work is terminated.
    if (state === 'paid' || (state === 'returned' && stage === 'terminated')) continue;
    const cure = `pay sheet ${sheet}, or return it and have it presented anew`;
    yield workUnsettled(letter.work, { what: 'sheet', of: String(sheet), amount: gross, cure });
  }
}

function* owedBy({ money, letter }: SignedGround): Iterable<Rejection> {
  const owed = totalOf(unamortised(money));
  if (!owed.isPositive()) return;
  const cure = `have a sheet amortise ${owed.toString()}`;
  yield workUnsettled(letter.work, { what: 'advance', of: 'amortisation', amount: owed, cure });
}

function* unmeasured({ sheets }: WorkState, { letter }: SignedGround): Iterable<Rejection> {
  const progress = sheets.get(sheets.size)?.progress ?? '0';
  if (millionths(progress) >= HUNDRED) return;
  const cure = 'have a sheet measure the work at 100 percent, or terminate it';
  yield workUnsettled(letter.work, { what: 'progress', of: `${progress} %`, amount: null, cure });
}
