import type { NewEvent, RecordedEvent } from '@tramo/event-log';

/** Words that must differ from copy to copy, so that no two programmes share anything; the copy's number follows. */
const OWN: readonly (readonly [RegExp, string])[] = [
  [/par2-/g, 'p\0-'],
  [/\ba-(?=\d\d)/g, 'a-\0-'],
  [/\b([\da-f]{8}-)[\da-f]{4}(?=-[\da-f]{4}-[\da-f]{4}-)/g, '$1\0'],
  [/\b([\da-f]{60})[\da-f]{4}\b/g, '$1\0'],
  [/demonstration\/(?=\d)/g, 'demonstration/\0-'],
];

export type Copied = Pick<RecordedEvent, 'stream'> & NewEvent;

const copied = ({ stream, id, type, schemaVersion, data, metadata }: RecordedEvent): Copied => ({
  stream,
  id,
  type,
  schemaVersion,
  data,
  metadata,
});

/** Rates belong to nobody: there is one of them for all. */
const isOfAll = ({ stream }: RecordedEvent): boolean => stream.startsWith('rates-');

/** The same events as if another programme had lived them: other codes, ids and keys, the same figures. */
export class Copies {
  readonly ofAll: readonly Copied[];
  private readonly texts: readonly (readonly string[])[];

  constructor(original: readonly RecordedEvent[]) {
    this.ofAll = original.filter(isOfAll).map(copied);
    this.texts = original.filter((event) => !isOfAll(event)).map((event) => pieces(copied(event)));
  }

  /** How many events each copy has. */
  get size(): number {
    return this.texts.length;
  }

  event(copy: number, index: number): Copied {
    return JSON.parse(this.texts[index]!.join(numbered(copy))) as Copied;
  }
}

export const programmeOf = (copy: number): string => `p${numbered(copy)}-2022`;

const numbered = (copy: number): string => copy.toString(16).padStart(4, '0');

const pieces = (event: Copied): readonly string[] =>
  OWN.reduce((text, [word, own]) => text.replace(word, own), JSON.stringify(event)).split('\0');
