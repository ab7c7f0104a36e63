import type { RecordedFinding } from '@tramo/event-log';
import { placeOf, type Broken } from './place';
import type { Planned } from './planned';
import type { FileProblem } from './read-file';

/** Where a finding will be beside an event. */
export interface FindingPlace {
  readonly file: string;
  readonly line: number;
  readonly column: string | null;
  readonly message: string;
  readonly cure: string | null;
}

export interface FindingsOfCode {
  readonly code: string;
  readonly count: number;
  /** The first of them. */
  readonly examples: readonly FindingPlace[];
}

const PROBLEMS_MAX = 1_000;
const EXAMPLES_MAX = 20;

/** Bad rows: the first of them in full, and how many there are. */
export class Problems {
  private readonly kept: FileProblem[] = [];
  private readonly rows = new Set<string>();
  count = 0;

  add({ file, line, column, value, code, message, cure }: FileProblem): void {
    this.count += 1;
    this.rows.add(rowKey(file, line));
    if (this.kept.length < PROBLEMS_MAX) this.kept.push({ file, line, column, value, code, message, cure });
  }

  has(file: string, line: number): boolean {
    return this.rows.has(rowKey(file, line));
  }

  /** As a person goes through the files. */
  inOrder(files: readonly string[]): readonly FileProblem[] {
    const rank = new Map(files.map((file, index) => [file, index]));
    return [...this.kept].sort(
      (left, right) => (rank.get(left.file) ?? 0) - (rank.get(right.file) ?? 0) || left.line - right.line,
    );
  }
}

export const rowKey = (file: string, line: number): string => `${line} ${file}`;

/** What history broke, by code. */
export class FoundByCode {
  private readonly byCode = new Map<string, { count: number; examples: FindingPlace[] }>();

  add(planned: Planned | undefined, finding: RecordedFinding): void {
    const { code } = finding;
    const known = this.byCode.get(code) ?? { count: 0, examples: [] };
    this.byCode.set(code, known);
    known.count += 1;
    if (!planned || known.examples.length === EXAMPLES_MAX) return;
    const { row, column } = placeOf(planned, brokenOf(finding));
    const { message, cure = null } = finding;
    known.examples.push({ file: row.file.name, line: row.line, column, message, cure });
  }

  list(): readonly FindingsOfCode[] {
    return [...this.byCode]
      .map(([code, { count, examples }]) => ({ code, count, examples: [...examples].sort(inFiles) }))
      .sort((left, right) => right.count - left.count || (left.code < right.code ? -1 : 1));
  }
}

/** Streams go side by side; what is shown of them is shown in one order. */
const inFiles = (left: FindingPlace, right: FindingPlace): number =>
  left.file === right.file ? left.line - right.line : left.file < right.file ? -1 : 1;

export const brokenOf = ({ code, message, values, cure, field }: RecordedFinding): Broken => ({
  code,
  message,
  values,
  cure,
  field,
});
