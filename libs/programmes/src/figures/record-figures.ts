import { decides, fact, LedgerCommand, type EventOf } from '@tramo/event-log';
import { accept, getSharded, isDecimal, type Rejection } from '@tramo/kernel';
import { programmeStream } from '../codes';
import { programme } from '../programme/programme.state';
import { codeUnknown, programmeUnknown } from '../programme/rules-of-programme';
import type { FigureAbout, FigureReading, FigureRecorded } from './figures.events';
import { figureKey, figures, figuresStream, type FiguresState } from './figures.state';
import { figureGivenTwice, figureMalformed, figureUnchanged, nothingRecorded } from './refusals';

export type AskedFigure = {
  readonly figure: string;
  readonly year: string;
  readonly region?: string | null;
  readonly component?: string | null;
  readonly budgetCode?: string | null;
  /** Zero or more, as decimal text. */
  readonly value: string;
  readonly unit: string;
  readonly source: string;
  readonly declared?: boolean;
};

type Body = { readonly programme: string; readonly figures: readonly AskedFigure[] };

/** Numbers that are no money, and figures as a document declared them. */
export class RecordFigures extends LedgerCommand<Body> {}

export const FIGURES_MAX = 500;

const PLACES = ['region', 'component', 'budgetCode'] as const;
type Place = (typeof PLACES)[number];

/** Of past years too, so that a code need only be known, in use or superseded. */
const codesFact = fact(
  programme,
  (body: Body) => programmeStream(body.programme),
  ({ opened, classifiers }, body) => ({
    exists: opened !== null,
    unknown: PLACES.flatMap((place) =>
      [...new Set(body.figures.flatMap((asked) => asked[place] ?? []))]
        .filter((code) => !classifiers[place].has(code))
        .map((code) => ({ place, code })),
    ),
  }),
);

export const RecordFiguresHandler = decides(RecordFigures, {
  decider: figures,
  stream: (body) => figuresStream(body.programme),
  facts: { codes: codesFact },
  decide: (state, { programme: of, figures: asked }, { actor, facts }) => {
    if (!facts.codes.exists) return programmeUnknown(of);
    const seen = new Map<string, number>();
    const events: EventOf<typeof FigureRecorded>[] = [];
    for (const [place, given] of asked.entries()) {
      const about = aboutOf(given);
      const problem =
        problemOf(state, given, { place, seen }) ?? codeProblem(of, given, place, facts.codes.unknown);
      if (problem) return problem;
      seen.set(figureKey(about), place);
      const { value, unit, source } = given;
      const supersedes = getSharded(state.readings, figureKey(about)) ?? null;
      const data = { programme: of, ...about, value, unit, source, supersedes, by: actor };
      events.push({ type: 'FigureRecorded', data });
    }
    const [first, ...others] = events;
    return first ? accept([first, ...others]) : nothingRecorded();
  },
});

const aboutOf = ({ figure, year, region, component, budgetCode, declared }: AskedFigure): FigureAbout => ({
  figure,
  year,
  region: region ?? null,
  component: component ?? null,
  budgetCode: budgetCode ?? null,
  declared: declared ?? false,
});

interface Within {
  readonly place: number;
  readonly seen: ReadonlyMap<string, number>;
}

function problemOf(state: FiguresState, given: AskedFigure, { place, seen }: Within): Rejection | undefined {
  if (!isDecimal(given.value) || given.value.startsWith('-')) return figureMalformed(given.value, place);
  const key = figureKey(aboutOf(given));
  const first = seen.get(key);
  if (first !== undefined) return figureGivenTwice(given.figure, first, place);
  const known = getSharded(state.readings, key);
  return known && isSame(known, given) ? figureUnchanged(given.figure, known, place) : undefined;
}

const isSame = (known: FigureReading, { value, unit, source }: AskedFigure): boolean =>
  known.value === value && known.unit === unit && known.source === source;

function codeProblem(
  of: string,
  given: AskedFigure,
  index: number,
  unknown: readonly { readonly place: Place; readonly code: string }[],
): Rejection | undefined {
  const found = unknown.find(({ place, code }) => given[place] === code);
  return (
    found && codeUnknown(found.place, found.code, { programme: of, field: `figures.${index}.${found.place}` })
  );
}
