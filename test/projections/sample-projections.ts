import type {
  JsonObject,
  JsonValue,
  Projection,
  ProjectionModule,
  RecordedEvent,
  RowChange,
} from '@tramo/event-log';

/** Small and unlike: sums that never grow in number, a row per thing, a row per event. */
export const balances: Projection = {
  name: 'balances',
  version: 1,
  tables: {
    balance: { columns: { account: 'text', minor: 'integer', movements: 'integer' }, key: ['account'] },
  },
  project: ({ type, data }) => (type === 'MoneyMoved' ? moved(data) : []),
};

function moved({ from, to, minor }: JsonObject): RowChange[] {
  const amount = BigInt(text(minor));
  return [
    { table: 'balance', key: { account: text(from) }, add: { minor: -amount, movements: 1 } },
    { table: 'balance', key: { account: text(to) }, add: { minor: amount, movements: 1 } },
  ];
}

export const things: Projection = {
  name: 'things',
  version: 1,
  tables: {
    thing: {
      columns: {
        id: 'text',
        label: 'text',
        open: 'boolean',
        note: { type: 'text', nullable: true },
        touched: 'integer',
        seen: 'instant',
      },
      key: ['id'],
      indexes: [['label']],
    },
  },
  *project(event, { instant }) {
    const key = { id: event.stream };
    if (event.type === 'ThingOpened') {
      const label = text(event.data.label);
      yield { table: 'thing', key, set: { label, open: true, seen: instant }, add: { touched: 1 } };
    } else if (event.type === 'ThingNoted') {
      yield {
        table: 'thing',
        key,
        set: { note: text(event.data.note), seen: instant },
        add: { touched: 1 },
      };
    } else if (event.type === 'ThingRemoved') {
      yield { table: 'thing', key, delete: true };
    }
  },
};

export const journal: Projection = {
  name: 'journal',
  version: 1,
  tables: { entry: { columns: { ordinal: 'integer', type: 'text', data: 'json' }, key: ['ordinal'] } },
  project: ({ type, data }, { ordinal }) => [{ table: 'entry', key: { ordinal }, set: { type, data } }],
};

const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');

export const projections: readonly Projection[] = [balances, things, journal];

/** Events here have one version only. */
export const catalogue: ProjectionModule['catalogue'] = { current: (event: RecordedEvent) => event };
