import type { EventOf, RowChange } from '@tramo/event-log';
import { unreachable, type LocalDate } from '@tramo/kernel';
import { programmeEvents, type ProgrammeData } from '../programme/programme.events';

type ProgrammeEvent = EventOf<(typeof programmeEvents)[number]>;

const TYPES: ReadonlySet<string> = new Set(programmeEvents.map(({ type }) => type));

/** The catalogue has seen to it that a type's data are its own. */
export const isProgrammeEvent = (event: { readonly type: string }): event is ProgrammeEvent =>
  TYPES.has(event.type);

export function* programmeRows({ type, data }: ProgrammeEvent, effectiveOn: LocalDate): Iterable<RowChange> {
  switch (type) {
    case 'ProgrammeOpened':
      yield* opened(data, effectiveOn);
      return;
    case 'EntityRegistered':
      yield entity(data.programme, data);
      return;
    case 'BudgetCodeSchemeAdopted':
      yield {
        table: 'programme',
        key: { code: data.programme },
        set: { levels: data.levels, separator: data.separator },
      };
      return;
    case 'ClassifierEntryDefined':
      yield defined(data);
      return;
    case 'ClassifierEntrySuperseded':
      yield superseded(data);
      return;
    case 'CrosswalkAdopted':
      yield* crosswalk(data);
      return;
    case 'MonthClosed':
      yield month(data, { state: 'closed', closed_by: data.by, ...NOBODY });
      return;
    case 'MonthReopeningProposed':
      yield month(data, { state: 'reopening-proposed', proposed_by: data.by, reason: data.reason });
      return;
    case 'MonthReopened':
      yield month(data, { state: 'open', seconded_by: data.by });
      return;
    case 'HolidayEntered': {
      const { programme, date, name, by } = data;
      yield { table: 'programme_holiday', key: { programme, date }, set: { name, entered_by: by } };
      return;
    }
    case 'HolidayWithdrawn': {
      const { programme, date } = data;
      yield { table: 'programme_holiday', key: { programme, date }, delete: true };
      return;
    }
    default:
      return unreachable(type, 'event of a programme');
  }
}

const NOBODY = { proposed_by: null, reason: null, seconded_by: null } as const;

function* opened(data: ProgrammeData<'ProgrammeOpened'>, openedOn: LocalDate): Iterable<RowChange> {
  const { programme, name, country, agency, zone, bookCurrency, displayUnit, unit, demonstration } = data;
  yield {
    table: 'programme',
    key: { code: programme },
    set: {
      name,
      country,
      agency,
      zone,
      book_currency: bookCurrency,
      display_unit: displayUnit,
      demonstration,
      executing_unit: unit.code,
      opened_on: openedOn,
    },
  };
  yield entity(programme, { ...unit, kind: 'unit' });
}

const entity = (
  programme: string,
  { code, name, kind }: Omit<ProgrammeData<'EntityRegistered'>, 'programme'>,
): RowChange => ({ table: 'programme_entity', key: { programme, code }, set: { name, kind } });

const defined = (data: ProgrammeData<'ClassifierEntryDefined'>): RowChange => {
  const { programme, classifier, code, name, parent, validFrom, level, sourceKind, financing, reference } =
    data;
  return {
    table: 'programme_classifier',
    key: { programme, classifier, code },
    set: {
      name,
      parent,
      valid_from: validFrom,
      level,
      source_kind: sourceKind,
      financing,
      reference,
    },
  };
};

const superseded = (data: ProgrammeData<'ClassifierEntrySuperseded'>): RowChange => {
  const { programme, classifier, code, validTo, by, reason } = data;
  return {
    table: 'programme_classifier',
    key: { programme, classifier, code },
    set: { valid_to: validTo, superseded_by: by, superseded_because: reason },
  };
};

function* crosswalk(data: ProgrammeData<'CrosswalkAdopted'>): Iterable<RowChange> {
  const { programme, financing, number, validFrom, entries, proof } = data;
  yield {
    table: 'programme_crosswalk',
    key: { financing, number },
    set: { programme, valid_from: validFrom, proof },
  };
  for (const { component, category } of entries) {
    yield {
      table: 'programme_crosswalk_entry',
      key: { financing, number, component },
      set: { category, valid_from: validFrom },
    };
  }
}

const month = (
  { programme, month: named }: { readonly programme: string; readonly month: string },
  set: Readonly<Record<string, string | null>>,
): RowChange => ({ table: 'programme_month', key: { programme, month: named }, set });
