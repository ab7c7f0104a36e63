import type { EventOf, Projection, RowChange } from '@tramo/event-log';
import type { CurrencyCode, LocalDate, RateRegime, RateSide } from '@tramo/kernel';
import type { IndexDefined, IndexValuePublished, IndexValueSuperseded } from './indices/index.events';
import type { Frequency } from './indices/periods';
import type { RatePublished, RateSuperseded } from './rates/rates.events';

interface ReadingColumns {
  /** 1 as it was published, one more each time it was superseded. */
  reading: bigint;
  value: string;
  source: string;
  /** Null where it was published and not superseded. */
  reason: string | null;
  known_from: string;
  /** Null while it has not been superseded. */
  known_until: string | null;
}

/** As they are read from the views. */
export interface FxTables {
  fx_rate: ReadingColumns & {
    base: CurrencyCode;
    quote: CurrencyCode;
    regime: RateRegime;
    side: RateSide;
    date: LocalDate;
  };
  fx_index: {
    code: string;
    name: string;
    country: string;
    frequency: Frequency;
    base_period: string;
    source: string;
  };
  fx_index_value: ReadingColumns & { code: string; period: string };
}

const readingColumns = {
  reading: 'integer',
  value: 'text',
  source: 'text',
  reason: { type: 'text', nullable: true },
  known_from: 'instant',
  known_until: { type: 'instant', nullable: true },
} as const;

/** Rates and indices with every reading there ever was: what was known at an instant is history. */
export const fxProjection: Projection = {
  name: 'fx',
  version: 1,
  tables: {
    fx_rate: {
      columns: { base: 'text', quote: 'text', regime: 'text', side: 'text', date: 'date', ...readingColumns },
      key: ['base', 'quote', 'regime', 'side', 'date', 'reading'],
    },
    fx_index: {
      columns: {
        code: 'text',
        name: 'text',
        country: 'text',
        frequency: 'text',
        base_period: 'text',
        source: 'text',
      },
      key: ['code'],
    },
    fx_index_value: {
      columns: { code: 'text', period: 'text', ...readingColumns },
      key: ['code', 'period', 'reading'],
    },
  },
  *project({ type, data }, { instant }) {
    switch (type) {
      case 'RatePublished':
        yield read('fx_rate', rateKey(data as DataOf<typeof RatePublished>), data as Published, instant);
        return;
      case 'RateSuperseded':
        yield* superseded(
          'fx_rate',
          rateKey(data as DataOf<typeof RateSuperseded>),
          data as Superseded,
          instant,
        );
        return;
      case 'IndexDefined':
        yield defined(data as DataOf<typeof IndexDefined>);
        return;
      case 'IndexValuePublished':
        yield read('fx_index_value', valueKey(data as ValueData), data as Published, instant);
        return;
      case 'IndexValueSuperseded':
        yield* superseded('fx_index_value', valueKey(data as ValueData), data as Superseded, instant);
        return;
      default:
        return;
    }
  },
};

type DataOf<Definition> = EventOf<Definition>['data'];
type ValueData = DataOf<typeof IndexValuePublished | typeof IndexValueSuperseded>;
type Published = Pick<ReadingColumns, 'value' | 'source'>;
type Superseded = Published & { readonly reading: number; readonly reason: string };
type Key = Readonly<Record<string, string>>;

const rateKey = ({
  base,
  quote,
  regime,
  side,
  date,
}: DataOf<typeof RatePublished | typeof RateSuperseded>): Key => ({
  base,
  quote,
  regime,
  side,
  date,
});

const valueKey = ({ index, period }: ValueData): Key => ({ code: index, period });

const read = (
  table: string,
  key: Key,
  {
    value,
    source,
    reading = 1,
    reason = null,
  }: Published & Partial<{ reading: number; reason: string | null }>,
  instant: string,
): RowChange => ({
  table,
  key: { ...key, reading },
  set: { value, source, reason, known_from: instant, known_until: null },
});

function* superseded(table: string, key: Key, data: Superseded, instant: string): Iterable<RowChange> {
  yield { table, key: { ...key, reading: data.reading - 1 }, set: { known_until: instant } };
  yield read(table, key, data, instant);
}

const defined = ({
  index,
  name,
  country,
  frequency,
  basePeriod,
  source,
}: DataOf<typeof IndexDefined>): RowChange => ({
  table: 'fx_index',
  key: { code: index },
  set: { name, country, frequency, base_period: basePeriod, source },
});
