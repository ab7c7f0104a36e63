import { csvField } from './cell';

/** So that a spreadsheet takes it for UTF-8 and not for what its country used to write in. */
const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';

/** One name in the items: a column when it held a value of its own, a group of columns when it held an object. */
interface Heading {
  readonly path: string;
  readonly index: number;
  readonly members: Map<string, Heading>;
  holdsValues: boolean;
}

/**
 * Items as the rows of a spreadsheet. The columns are those that any item has, in the order in which they came,
 * what an object holds beside each other: `amount.amount`, `amount.currency`. Items are taken in one by one, so
 * that of a long table only its fields are held.
 */
export class CsvTable {
  private readonly top = new Map<string, Heading>();
  private readonly rows: (readonly string[])[] = [];
  private headings = 0;

  get length(): number {
    return this.rows.length;
  }

  addAll(items: Iterable<unknown>): void {
    for (const item of items) this.add(item);
  }

  private add(item: unknown): void {
    const fields: string[] = [];
    const row = plain(item);
    if (isRecord(row)) this.take(row, this.top, '', fields);
    else this.put(this.heading(this.top, '', 'value'), row, fields);
    this.rows.push(fields);
  }

  toString(): string {
    const columns = [...columnsOf(this.top)];
    const line = (fields: readonly string[]): string => fields.join(',') + LINE_END;
    const header = line(columns.map(({ path }) => csvField(path)));
    const lines = this.rows.map((fields) => line(columns.map(({ index }) => fields[index] ?? '')));
    return BYTE_ORDER_MARK + header + lines.join('');
  }

  private take(
    record: Readonly<Record<string, unknown>>,
    headings: Map<string, Heading>,
    within: string,
    fields: string[],
  ): void {
    for (const [name, given] of Object.entries(record)) {
      const heading = this.heading(headings, within, name);
      const value = plain(given);
      if (isRecord(value)) this.take(value, heading.members, `${heading.path}.`, fields);
      else this.put(heading, value, fields);
    }
  }

  private put(heading: Heading, value: unknown, fields: string[]): void {
    const field = csvField(value);
    if (field === '') return;
    heading.holdsValues = true;
    fields[heading.index] = field;
  }

  private heading(headings: Map<string, Heading>, within: string, name: string): Heading {
    let heading = headings.get(name);
    if (!heading) {
      heading = { path: within + name, index: this.headings++, members: new Map(), holdsValues: false };
      headings.set(name, heading);
    }
    return heading;
  }
}

/** What was absent in every item is still a column; money that was absent in some is not one more. */
function* columnsOf(headings: ReadonlyMap<string, Heading>): Iterable<Heading> {
  for (const heading of headings.values()) {
    if (heading.holdsValues || heading.members.size === 0) yield heading;
    yield* columnsOf(heading.members);
  }
}

/** As it would stand in JSON: money and dates know their own form. */
function plain(value: unknown): unknown {
  const { toJSON } = (value ?? {}) as { toJSON?: unknown };
  return typeof toJSON === 'function' ? (toJSON.call(value) as unknown) : value;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
