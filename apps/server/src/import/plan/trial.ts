import type { CommandAnswer, RecordedFinding } from '@tramo/event-log';
import { rowProblem } from '../csv/problem';
import { templateOf } from '../templates';
import { isRefusal } from './commander';
import { liveAlready, type Life } from './life';
import { problemAt, type Broken } from './place';
import type { Plan } from './plan';
import { ofRows, type Planned } from './planned';
import type { PlannedRow, UnreadRow } from './read-file';
import { brokenOf, rowKey, type Problems } from './report';

type Give = (planned: Planned) => Promise<CommandAnswer | readonly [Broken, ...Broken[]]>;

interface Root {
  readonly file: string;
  readonly line: number;
}

/** So many bad rows of one command are looked for one by one. */
const TRIES_MAX = 50;

/** Nobody can have spent on what nobody has defined, or other than it was paid: slips of the keyboard, and no history. */
const NEVER_HISTORY: ReadonlySet<string> = new Set(['CODE_UNKNOWN', 'EXPENSE_DOES_NOT_ADD_UP']);

/** Goes through a plan and on after what is bad in it, so that one look shows everything there is to mend. */
export class Trial {
  /** What a bad row would have made, and where that row is. */
  private readonly missing = new Map<string, Root>();
  /** By the row they depend on, and their own file. */
  private readonly dependents = new Map<string, { root: Root; first: PlannedRow; count: number }>();

  constructor(
    plan: Plan,
    private readonly problems: Problems,
    private readonly give: Give,
    private readonly life: Life,
  ) {
    for (const row of plan.unread) this.lack(templateOf(row.file.kind)?.makes(row.cells) ?? [], row);
  }

  async perform(planned: Planned): Promise<void> {
    let rows = await this.beforeLife(
      planned,
      planned.rows.filter((row) => this.isToBeTried(planned, row)),
    );
    for (let tries = 0; rows.length > 0; tries++) {
      const some = ofRows(planned, rows);
      if (!some) return;
      const answer = await this.give(some);
      if (!isRefusal(answer)) return;
      if (answer[0].isUnplaced && rows.length > 1) return await this.performOneByOne(planned, rows);
      const bad = this.tell(some, answer);
      // Of a command that is refused as a whole, one row tells it; and nothing that needs it is tried.
      const lost = bad && tries < TRIES_MAX ? bad : new Set(rows);
      // What is there twice is there.
      const isThere = answer.every(({ category }) => category === 'conflict');
      for (const row of isThere ? [] : lost) this.lack(planned.template.makes(row.cells), row);
      rows = rows.filter((row) => !lost.has(row));
    }
  }

  /** A value of one row is none, and nothing says whose. */
  private async performOneByOne(planned: Planned, rows: readonly PlannedRow[]): Promise<void> {
    for (const row of rows) {
      const alone = ofRows(planned, [row]);
      if (alone) await this.perform({ ...alone, key: `${alone.key}#${row.line}` });
    }
  }

  /** What was not tried, once for each bad row and file that waits for it. */
  tellDependents(): void {
    for (const { root, first, count } of this.dependents.values()) {
      const rows = count === 1 ? 'this row depends' : `this and ${count - 1} more of its rows depend`;
      this.problems.add({
        ...rowProblem(first.line, {
          code: 'ROW_DEPENDS_ON_BAD_ROW',
          message: `${rows} on line ${root.line} of ${root.file}, which cannot be imported`,
          cure: `mend line ${root.line} of ${root.file} first`,
        }),
        file: first.file.name,
      });
    }
  }

  /** Whether a finding is a mistake of the file; then it is told as one. */
  isNeverHistory(planned: Planned, finding: RecordedFinding): boolean {
    if (!NEVER_HISTORY.has(finding.code)) return false;
    this.problems.add(problemAt(planned, brokenOf(finding)));
    return true;
  }

  private isToBeTried({ template, nth }: Planned, row: PlannedRow): boolean {
    // An earlier act of the same row was refused: that has been told.
    if (this.problems.has(row.file.name, row.line)) return false;
    const root = template
      .needs(row.cells)
      .map((name) => this.missing.get(name))
      .find(Boolean);
    if (!root) return true;
    // Its first act has counted it.
    if (nth > 0) return false;
    const key = `${rowKey(root.file, root.line)} ${row.file.name}`;
    const known = this.dependents.get(key);
    if (known) known.count += 1;
    else this.dependents.set(key, { root, first: row, count: 1 });
    for (const name of template.makes(row.cells)) this.missing.set(name, root);
    return false;
  }

  /** Rows of what nobody lives with yet; of every other one it is told. */
  private async beforeLife(planned: Planned, rows: readonly PlannedRow[]): Promise<readonly PlannedRow[]> {
    const before: PlannedRow[] = [];
    if (rows.length === 0 || planned.template.lives(rows[0]!.values).length === 0) return rows;
    for (const row of rows) {
      const broken = await this.livedWith(planned, row);
      if (broken) this.problems.add(problemAt({ ...planned, rows: [row] }, broken));
      else before.push(row);
    }
    return before;
  }

  private async livedWith({ template }: Planned, { values }: PlannedRow): Promise<Broken | undefined> {
    for (const subject of template.lives(values)) {
      const { first } = await this.life.atFirst(subject.stream);
      if (first) return liveAlready(subject, first);
    }
    return undefined;
  }

  /** The rows that the rules name, or nothing where they speak of the command as a whole. */
  private tell(planned: Planned, broken: readonly Broken[]): ReadonlySet<PlannedRow> | undefined {
    const bad = new Set<PlannedRow>();
    for (const one of broken) {
      const { at, ...problem } = problemAt(planned, one);
      this.problems.add(problem);
      if (at.exact) bad.add(at.row);
    }
    return bad.size > 0 ? bad : undefined;
  }

  private lack(names: readonly string[], { file, line }: UnreadRow): void {
    for (const name of names) {
      if (!this.missing.has(name)) this.missing.set(name, { file: file.name, line });
    }
  }
}
