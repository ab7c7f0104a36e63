import { Rejection, type Money } from '@tramo/kernel';
import type { AskedLine, Line } from '@tramo/programmes';
import type { Contract } from '../contract/contract.state';

export const notAdministration = ({ agreement, kind }: Contract): Rejection =>
  new Rejection({
    code: 'NOT_AN_ADMINISTRATION_AGREEMENT',
    message: `under agreement ${agreement} an organisation spends, not the unit`,
    values: { agreement, kind },
    cure: 'name an agreement of kind "administration", or report an expense of a tranche',
    field: 'agreement',
  });

export const alreadyRecorded = (what: 'SPENDING' | 'ALLOCATION', id: string): Rejection =>
  new Rejection({
    code: `${what}_EXISTS`,
    category: 'conflict',
    message: `${id} is recorded already`,
    values: { [what.toLowerCase()]: id },
    cure: 'give it an id of its own',
    field: what.toLowerCase(),
  });

export const yearNotCommitted = (agreement: string, budgetYear: string): Rejection =>
  new Rejection({
    code: 'YEAR_NOT_COMMITTED',
    message: `agreement ${agreement} has committed nothing on the budget of ${budgetYear}`,
    values: { agreement, budgetYear },
    cure: `commit its instalment of ${budgetYear} first, or name a year that is committed`,
    field: 'budgetYear',
  });

export const commitmentShort = (budgetYear: string, left: Money, asked: Money): Rejection => {
  const shortfall = asked.minus(left);
  return new Rejection({
    code: 'COMMITMENT_SHORT',
    message: `of what the agreement has committed for ${budgetYear} ${left.toString()} is left`,
    values: { budgetYear, left, asked, shortfall },
    cure:
      `commit another ${shortfall.toString()} on the line` +
      (left.isPositive() ? `, or spend at most ${left.toString()}` : ''),
    field: 'amount',
  });
};

export const notOfCommitment = (field: keyof Line, asked: AskedLine, line: Line): Rejection =>
  new Rejection({
    code: 'LINE_NOT_OF_COMMITMENT',
    message: `the year is committed on ${field} ${line[field] ?? 'none'}`,
    values: { asked, line, differs: field },
    cure: 'leave the line out, or record it under the agreement that is committed on it',
    field: `line.${field}`,
  });

interface Allocating {
  readonly spent: Money;
  readonly allocated: Money;
  readonly asked: Money;
}

export function allocationExceeds(budgetYear: string, { spent, allocated, asked }: Allocating): Rejection {
  const left = spent.minus(allocated);
  return new Rejection({
    code: 'ALLOCATION_EXCEEDS_SPENDING',
    message: `of what was spent for ${budgetYear} ${left.toString()} is not allocated`,
    values: { budgetYear, spent, allocated, left, asked, excess: asked.minus(left) },
    cure: left.isPositive() ? `allocate at most ${left.toString()}` : 'record what was spent first',
    field: 'lines',
  });
}

export const allocatedToItself = (index: number, line: Line): Rejection =>
  new Rejection({
    code: 'ALLOCATED_TO_ITSELF',
    message: 'the cost rests on this line already',
    values: { line },
    cure: 'leave the line out: what is not allocated stays where it is',
    field: `lines.${index}.line`,
  });
