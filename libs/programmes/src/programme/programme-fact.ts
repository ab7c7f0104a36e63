import { fact, type Fact } from '@tramo/event-log';
import type { LocalDate } from '@tramo/kernel';
import { monthNamed, programmeStream } from '../codes';
import type { AskedLine } from '../line';
import { categoryOn } from './dated';
import { problemsOf } from './line-problems';
import { financingOf, type ProgrammeAnswer, type Resolution } from './programme-answer';
import { programme, type ProgrammeState } from './programme.state';

interface Question<Body, State> {
  /** By the body, or by the state where that alone knows it. */
  programme(body: Body, state: State): string;
  /** The lines the command names; when there are none, the answer is about the programme and its month. */
  lines(body: Body): readonly AskedLine[];
}

/** The programme as another room's decision needs it: `facts: { programme: programmeFact({ … }) }`. */
export const programmeFact = <Body, State = unknown>(
  question: Question<Body, State>,
): Fact<Body, State, ProgrammeAnswer> =>
  fact(
    programme,
    (body: Body, state: State) => programmeStream(question.programme(body, state)),
    (state, body, { effectiveOn }) => programmeAnswer(state, question.lines(body), effectiveOn),
  );

export function programmeAnswer(
  state: ProgrammeState,
  lines: readonly AskedLine[],
  on: LocalDate,
): ProgrammeAnswer {
  const { opened, closedMonths } = state;
  const resolution = resolutionOf(state, lines, on);
  return {
    exists: opened !== null,
    bookCurrency: opened?.bookCurrency ?? null,
    executingUnit: opened?.executingUnit ?? null,
    monthClosed: closedMonths.has(monthNamed(on)),
    ...resolution,
    problems: opened ? problemsOf(state, lines, resolution, on) : [],
  };
}

function resolutionOf(state: ProgrammeState, lines: readonly AskedLine[], on: LocalDate): Resolution {
  const sources = sourcesOf(state, lines);
  const crosswalk = new Map<string, Resolution['crosswalk'][number]>();
  for (const line of lines) {
    const financing = financingOf({ sources }, line);
    const component = line.component ?? null;
    const category = financing && component && categoryOn(state, financing, component, on);
    if (category) crosswalk.set(JSON.stringify([financing, component]), { financing, component, category });
  }
  return { sources, crosswalk: [...crosswalk.values()] };
}

function sourcesOf({ classifiers }: ProgrammeState, lines: readonly AskedLine[]): Resolution['sources'] {
  const sources = new Set(lines.map(({ source }) => source));
  return [...sources].flatMap((source) => {
    const financing = classifiers.source.get(source)?.financing ?? null;
    return financing === null ? [] : [{ source, financing }];
  });
}
