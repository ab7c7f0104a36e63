import { rowProblem } from '../csv/problem';
import type { Template } from '../templates/template';
import { groupsOf } from './planned';
import type { FileProblem, PlannedRow } from './read-file';

/** Rows that say otherwise than the first of their command what holds for all of it. */
export function* contradictionsIn(
  template: Template,
  rows: readonly PlannedRow[],
): Generator<{ readonly row: PlannedRow; readonly problem: FileProblem }> {
  if (template.alike.length === 0) return;
  for (const [first, ...others] of groupsOf(template, rows)) {
    for (const row of others) {
      const column = template.alike.find((name) => first!.cells[name] !== row.cells[name]);
      if (column !== undefined) yield { row, problem: contradicts(row, first!, column) };
    }
  }
}

function contradicts(row: PlannedRow, first: PlannedRow, column: string): FileProblem {
  const [value, other] = [row, first].map(({ cells }) => cells[column]);
  return {
    ...rowProblem(row.line, {
      column,
      value: value ?? null,
      code: 'ROWS_CONTRADICT',
      message: `${column} is ${shown(value)} here and ${shown(other)} on line ${first.line}, and both are of one thing`,
      cure: `write ${column} alike on lines ${first.line} and ${row.line}`,
    }),
    file: row.file.name,
  };
}

const shown = (value: string | undefined): string => (value === undefined ? 'empty' : `"${value}"`);
