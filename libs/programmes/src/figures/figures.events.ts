import { Type, type Static } from '@sinclair/typebox';
import { defineEvent, type EventOf } from '@tramo/event-log';
import { orNull } from '@tramo/journal';

const text = Type.String();

/** What a figure is about. Absent is null: a figure of no region is one of the whole programme. */
const about = {
  figure: text,
  year: text,
  region: orNull(text),
  component: orNull(text),
  budgetCode: orNull(text),
  /** As a document says it, to be held against what the ledger computes. */
  declared: Type.Boolean(),
};

const reading = { value: text, unit: text, source: text };
const readingSchema = Type.Object(reading);
export type FigureReading = Readonly<Static<typeof readingSchema>>;

/** A number that is no money. A later one about the same takes its place, and says what it was. */
export const FigureRecorded = defineEvent(
  'FigureRecorded',
  Type.Object({ programme: text, ...about, ...reading, supersedes: orNull(readingSchema), by: text }),
);

export const figureEvents = [FigureRecorded] as const;

export type FigureData = EventOf<typeof FigureRecorded>['data'];
export type FigureAbout = Pick<FigureData, keyof typeof about>;
