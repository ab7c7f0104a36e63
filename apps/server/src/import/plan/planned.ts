import type { LocalDate } from '@tramo/kernel';
import { templates } from '../templates';
import type { Act, Template } from '../templates/template';
import type { PlannedRow } from './read-file';

/** A command of an import, and the rows it comes from. */
export interface Planned {
  /** The same for the same rows of the same file, whoever asks and however often. */
  readonly key: string;
  readonly template: Template;
  readonly rows: readonly PlannedRow[];
  readonly act: Act;
  /** Which of the acts that its rows come to. */
  readonly nth: number;
}

/** So many lines are one command at most: what they come to fits in one append. */
const ROWS_MAX = 250;

/** The commands of one file, in the order of its rows. */
export function plannedOf(template: Template, rows: readonly PlannedRow[]): readonly Planned[] {
  return groupsOf(template, rows).flatMap((group) =>
    template.acts(group.map(({ values }) => values)).map((act, nth) => ({
      key: keyOf(group[0]!, act),
      template,
      rows: group,
      act,
      nth,
    })),
  );
}

const keyOf = ({ file, line }: PlannedRow, { step }: Act): string =>
  `import/${file.sha256}/${line}${step === '' ? '' : `/${step}`}`;

/** Rows that follow each other and belong to one command. */
export function groupsOf(
  template: Template,
  rows: readonly PlannedRow[],
): readonly (readonly PlannedRow[])[] {
  const groups: PlannedRow[][] = [];
  let last: string | undefined;
  for (const row of rows) {
    const tie = template.together(row.values);
    const group = groups.at(-1);
    if (group && tie !== undefined && tie === last && group.length < ROWS_MAX) group.push(row);
    else groups.push([row]);
    last = tie;
  }
  return groups;
}

/** The same command of fewer of its rows. */
export function ofRows(planned: Planned, rows: readonly PlannedRow[]): Planned | undefined {
  if (rows.length === planned.rows.length) return planned;
  const act = planned.template.acts(rows.map(({ values }) => values))[planned.nth];
  return act && { ...planned, rows, act };
}

const rank = new Map(templates.map(({ kind }, index) => [kind, String(index).padStart(3, '0')]));

/** What is carried out together: a table of the ground, or all of one table that happened on one day. */
export const phaseOf = ({ template, act }: Planned): string =>
  `${template.when === 'ground' ? GROUND : act.on} ${rank.get(template.kind)}`;

/** Before any day. */
const GROUND = '0000-00-00' as LocalDate;
