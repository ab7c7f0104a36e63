import type { LocalDate } from '@tramo/kernel';
import { CLASSIFIERS } from '../codes';
import type { AskedLine } from '../line';
import { standingOf } from './dated';
import {
  categoryOf,
  financingOf,
  financingOfSource,
  type LineProblem,
  type Resolution,
} from './programme-answer';
import type { ProgrammeState } from './programme.state';

type OneProblem = Omit<LineProblem, 'lines'>;

/** In the order in which the lines meet them. */
export function problemsOf(
  state: ProgrammeState,
  lines: readonly AskedLine[],
  resolution: Resolution,
  on: LocalDate,
): readonly LineProblem[] {
  const found = new Map<string, LineProblem & { readonly lines: number[] }>();
  lines.forEach((line, index) => {
    for (const problem of problemsOfLine(state, line, resolution, on)) {
      const key = JSON.stringify(problem);
      const known = found.get(key);
      if (known) known.lines.push(index);
      else found.set(key, { ...problem, lines: [index] });
    }
  });
  return [...found.values()];
}

function* problemsOfLine(
  state: ProgrammeState,
  line: AskedLine,
  resolution: Resolution,
  on: LocalDate,
): Iterable<OneProblem> {
  const entity = line.entity ?? null;
  if (entity !== null && !state.entities.has(entity)) {
    yield problem({ why: 'unknown', field: 'entity', classifier: 'entity', code: entity });
  }
  for (const classifier of CLASSIFIERS) yield* problemsOfCode(state, classifier, line[classifier], on);
  // A source that nobody knows says nothing about financing.
  if (state.classifiers.source.has(line.source)) yield* disagreements(line, resolution);
}

function* problemsOfCode(
  state: ProgrammeState,
  classifier: (typeof CLASSIFIERS)[number],
  code: string | null | undefined,
  on: LocalDate,
): Iterable<OneProblem> {
  if (code === null || code === undefined) return;
  const named = { field: classifier, classifier, code };
  const standing = standingOf(state, classifier, code, on);
  switch (standing.why) {
    case 'valid':
      return;
    case 'unknown':
      yield problem({ why: 'unknown', ...named });
      return;
    case 'not-yet-valid':
      yield problem({ why: 'not-yet-valid', ...named, date: standing.entry.validFrom });
      return;
    case 'superseded': {
      const { validTo, supersededBy } = standing.entry;
      yield problem({ why: 'superseded', ...named, date: validTo, supersededBy });
    }
  }
}

function* disagreements(line: AskedLine, resolution: Resolution): Iterable<OneProblem> {
  const financing = line.financing ?? null;
  const ofSource = financingOfSource(resolution, line.source);
  if (financing !== null && financing !== ofSource) {
    yield problem({
      why: 'financing-disagrees',
      field: 'financing',
      classifier: 'financing',
      code: financing,
      expected: ofSource,
    });
  }
  const category = line.category ?? null;
  if (category === null) return;
  const resolved = categoryOf(resolution, line);
  // Where no crosswalk says anything, the person may; but nothing has a category that no lender finances.
  const unsaid = resolved === null && financingOf(resolution, line) !== null;
  if (category !== resolved && !unsaid) {
    yield problem({
      why: 'category-disagrees',
      field: 'category',
      classifier: 'category',
      code: category,
      expected: resolved,
    });
  }
}

const problem = (
  found: Pick<OneProblem, 'why' | 'field' | 'classifier' | 'code'> & Partial<OneProblem>,
): OneProblem => ({ date: null, supersededBy: [], expected: null, ...found });
