import { Rejection, type Money } from '@tramo/kernel';
import type { Sheet } from './work.state';

export const sheetUnknown = (sheet: number): Rejection =>
  new Rejection({
    code: 'SHEET_UNKNOWN',
    category: 'missing',
    message: `there is no progress sheet ${sheet}`,
    values: { sheet },
    cure: 'present it first, or name one that is presented',
    field: 'sheet',
  });

export const sheetNotAt = ({ sheet, state }: Sheet, expected: 'presented' | 'approved'): Rejection =>
  new Rejection({
    code: 'SHEET_NOT_AT_STEP',
    category: 'conflict',
    message: `progress sheet ${sheet} is ${state}, not ${expected}`,
    values: { sheet, state, expected },
    cure: CURES[state],
    field: 'sheet',
  });

const CURES: Readonly<Record<Sheet['state'], string>> = {
  presented: 'approve it first, or return it',
  returned: 'present it anew',
  approved: 'pay it',
  paid: 'nothing is left to do; a later sheet corrects what was measured',
};

export const sheetNotInTurn = (sheet: number, expected: number): Rejection =>
  new Rejection({
    code: 'SHEET_NOT_IN_TURN',
    category: 'conflict',
    message: `the sheet in turn is ${expected}`,
    values: { sheet, expected },
    cure: `present it as sheet ${expected}`,
    field: 'sheet',
  });

export const sheetUndecided = (sheet: number): Rejection =>
  new Rejection({
    code: 'SHEET_UNDECIDED',
    category: 'conflict',
    message: `progress sheet ${sheet} is presented, and what the next one comes to depends on it`,
    values: { sheet },
    cure: `approve or return sheet ${sheet} first`,
    field: 'sheet',
  });

/** The first that nobody has decided on. */
export function undecidedSheet(sheets: Iterable<Sheet>): Rejection | undefined {
  const found = [...sheets].find(({ state }) => state === 'presented');
  return found && sheetUndecided(found.sheet);
}

export const progressOutOfRange = (progress: string, before: string): Rejection =>
  new Rejection({
    code: 'PROGRESS_OUT_OF_RANGE',
    message: 'physical progress is counted since the beginning: it goes on, up to 100 percent',
    values: { progress, before, most: '100' },
    cure: `give a percentage from ${before} to 100`,
    field: 'progress',
  });

interface OfContract {
  readonly contract: Money;
  readonly measured: Money;
  readonly asked: Money;
}

export const contractExceeded = ({ contract, measured, asked }: OfContract): Rejection => {
  const left = contract.minus(measured);
  return new Rejection({
    code: 'CONTRACT_EXCEEDED',
    message: `sheets have measured ${measured.toString()} of a contract of ${contract.toString()}`,
    values: { contract, measured, left, asked, excess: asked.minus(left) },
    cure: left.isPositive() ? `present at most ${left.toString()}` : 'nothing is left to measure',
    field: 'gross',
  });
};

interface Amortising {
  readonly asked: Money;
  /** What the sheet amortises in proportion. */
  readonly least: Money;
  /** What of the advance is left, as far as the sheet holds it. */
  readonly most: Money;
}

export const amortisationOutOfRange = ({ asked, least, most }: Amortising): Rejection =>
  new Rejection({
    code: asked.isGreaterThan(most) ? 'AMORTISATION_EXCEEDS_ADVANCE' : 'AMORTISATION_BELOW_SHARE',
    message: asked.isGreaterThan(most)
      ? `of the advance this sheet can amortise ${most.toString()}`
      : `a sheet amortises the advance at least in proportion to the work, ${least.toString()} here`,
    values: { asked, least, most },
    cure: least.equals(most)
      ? `amortise ${least.toString()}`
      : `amortise from ${least.toString()} to ${most.toString()}`,
    field: 'amortisation',
  });

export const releaseExceedsRetention = (held: Money, asked: Money, field = 'release'): Rejection =>
  new Rejection({
    code: 'RELEASE_EXCEEDS_RETENTION',
    message: `of what was retained ${held.toString()} is held`,
    values: { held, asked, excess: asked.minus(held) },
    cure: held.isPositive() ? `release at most ${held.toString()}` : 'leave the amount out',
    field,
  });

interface Open {
  readonly what: 'sheet' | 'advance' | 'progress';
  readonly of: string;
  readonly amount: Money | null;
  readonly cure: string;
}

export const workUnsettled = (work: string, { cure, ...open }: Open): Rejection =>
  new Rejection({
    code: 'WORK_UNSETTLED',
    category: 'conflict',
    message: `before ${work} is accepted, ${open.what} ${open.of} is to be settled`,
    values: { work, ...open },
    cure,
  });

export const acceptedAlready = (work: string): Rejection =>
  new Rejection({
    code: 'WORK_ACCEPTED_ALREADY',
    category: 'conflict',
    message: `${work} is accepted provisionally already`,
    values: { work },
    cure: 'accept it finally',
    field: 'kind',
  });
