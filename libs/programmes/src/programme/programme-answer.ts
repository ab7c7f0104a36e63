import type { CurrencyCode, LocalDate } from '@tramo/kernel';
import type { Classifier } from '../codes';
import type { AskedLine, Line } from '../line';

/** What is wrong with a code that lines name, said once for all of them. */
export type LineProblem = {
  readonly why: 'unknown' | 'superseded' | 'not-yet-valid' | 'category-disagrees' | 'financing-disagrees';
  readonly field: keyof Line;
  readonly classifier: Classifier | 'entity' | 'category' | 'financing';
  readonly code: string;
  /** Which of the lines asked about, counted from 0. */
  readonly lines: readonly number[];
  /** When the code begins to be valid, or what its last day was. */
  readonly date: LocalDate | null;
  readonly supersededBy: readonly string[];
  /** What the source or the crosswalk says instead; null when they say that there is none. */
  readonly expected: string | null;
};

/**
 * What a decision elsewhere relies on. It is recorded with the event, so it holds each code once, however many lines
 * name it; `linesOf` completes the lines by it.
 */
export type ProgrammeAnswer = {
  readonly exists: boolean;
  readonly bookCurrency: CurrencyCode | null;
  readonly executingUnit: string | null;
  readonly monthClosed: boolean;
  /** The sources that draw on a financing agreement. */
  readonly sources: readonly { readonly source: string; readonly financing: string }[];
  /** What the crosswalks in force say about the components asked about. */
  readonly crosswalk: readonly {
    readonly financing: string;
    readonly component: string;
    readonly category: string;
  }[];
  readonly problems: readonly LineProblem[];
};

type Sources = Pick<ProgrammeAnswer, 'sources'>;
export type Resolution = Pick<ProgrammeAnswer, 'sources' | 'crosswalk'>;

/** The lines with what follows: the executing unit, the source's financing, the crosswalk's category. */
export const linesOf = (answer: ProgrammeAnswer, lines: readonly AskedLine[]): readonly Line[] =>
  lines.map((asked) => ({
    entity: asked.entity ?? answer.executingUnit ?? '',
    source: asked.source,
    financing: financingOf(answer, asked),
    category: asked.category ?? categoryOf(answer, asked),
    component: asked.component ?? null,
    budgetCode: asked.budgetCode ?? null,
    region: asked.region ?? null,
    scope: asked.scope ?? null,
  }));

export const financingOf = (answer: Sources, asked: AskedLine): string | null =>
  asked.financing ?? financingOfSource(answer, asked.source);

export const financingOfSource = ({ sources }: Sources, source: string): string | null =>
  sources.find((one) => one.source === source)?.financing ?? null;

/** As the crosswalk has it, whatever the line says. */
export function categoryOf(answer: Resolution, asked: AskedLine): string | null {
  const financing = financingOf(answer, asked);
  const component = asked.component ?? null;
  const entry = answer.crosswalk.find((one) => one.financing === financing && one.component === component);
  return entry?.category ?? null;
}
