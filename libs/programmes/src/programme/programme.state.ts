import { defineDecider } from '@tramo/event-log';
import { unreachable, type CurrencyCode, type LocalDate } from '@tramo/kernel';
import type { Classifier, EntityKind, SourceKind } from '../codes';
import { withEntry, without } from '../maps';
import { programmeEvents, type ProgrammeData } from './programme.events';

export interface ClassifierEntry {
  readonly code: string;
  readonly parent: string | null;
  readonly validFrom: LocalDate;
  /** The last day of its use; null while nothing has superseded it. */
  readonly validTo: LocalDate | null;
  readonly supersededBy: readonly string[];
  readonly level: string | null;
  readonly sourceKind: SourceKind | null;
  readonly financing: string | null;
}

export interface Crosswalk {
  readonly financing: string;
  readonly validFrom: LocalDate;
  /** From components to categories. */
  readonly categories: ReadonlyMap<string, string>;
}

export interface ReopeningProposal {
  readonly by: string;
  readonly reason: string;
}

export interface ProgrammeState {
  /** Null until it is opened. */
  readonly opened: {
    readonly name: string;
    readonly zone: string;
    readonly bookCurrency: CurrencyCode;
    readonly executingUnit: string;
  } | null;
  readonly entities: ReadonlyMap<string, EntityKind>;
  /** Keys of the budget code's levels, from the widest; empty until a scheme is adopted. */
  readonly levels: readonly string[];
  readonly classifiers: Readonly<Record<Classifier, ReadonlyMap<string, ClassifierEntry>>>;
  /** As they were adopted. */
  readonly crosswalks: readonly Crosswalk[];
  /** With what has been proposed about reopening them. */
  readonly closedMonths: ReadonlyMap<string, ReopeningProposal | null>;
  /** With their names. */
  readonly holidays: ReadonlyMap<LocalDate, string>;
}

const NONE: ReadonlyMap<string, never> = new Map<string, never>();

const initial: ProgrammeState = {
  opened: null,
  entities: NONE,
  levels: [],
  classifiers: { component: NONE, budgetCode: NONE, region: NONE, source: NONE, scope: NONE },
  crosswalks: [],
  closedMonths: NONE,
  holidays: new Map(),
};

export const programme = defineDecider({
  events: programmeEvents,
  initial,
  evolve: (state: ProgrammeState, { type, data }): ProgrammeState => {
    switch (type) {
      case 'ProgrammeOpened':
        return opened(state, data);
      case 'EntityRegistered':
        return { ...state, entities: withEntry(state.entities, data.code, data.kind) };
      case 'BudgetCodeSchemeAdopted':
        return { ...state, levels: data.levels.map(({ key }) => key) };
      case 'ClassifierEntryDefined':
        return defined(state, data);
      case 'ClassifierEntrySuperseded':
        return superseded(state, data);
      case 'CrosswalkAdopted':
        return { ...state, crosswalks: [...state.crosswalks, crosswalkOf(data)] };
      case 'MonthClosed':
        return { ...state, closedMonths: withEntry(state.closedMonths, data.month, null) };
      case 'MonthReopeningProposed':
        return { ...state, closedMonths: withEntry(state.closedMonths, data.month, data) };
      case 'MonthReopened':
        return { ...state, closedMonths: without(state.closedMonths, data.month) };
      case 'HolidayEntered':
        return { ...state, holidays: withEntry(state.holidays, data.date, data.name) };
      case 'HolidayWithdrawn':
        return { ...state, holidays: without(state.holidays, data.date) };
      default:
        return unreachable(type, 'event of a programme');
    }
  },
});

function opened(state: ProgrammeState, data: ProgrammeData<'ProgrammeOpened'>): ProgrammeState {
  const { name, zone, bookCurrency, unit } = data;
  return {
    ...state,
    opened: { name, zone, bookCurrency: bookCurrency as CurrencyCode, executingUnit: unit.code },
    entities: withEntry(state.entities, unit.code, 'unit'),
  };
}

function defined(state: ProgrammeState, data: ProgrammeData<'ClassifierEntryDefined'>): ProgrammeState {
  const { classifier, code, parent, validFrom, level, sourceKind, financing } = data;
  return withClassifierEntry(state, classifier, {
    code,
    parent,
    validFrom,
    validTo: null,
    supersededBy: [],
    level,
    sourceKind,
    financing,
  });
}

function superseded(state: ProgrammeState, data: ProgrammeData<'ClassifierEntrySuperseded'>): ProgrammeState {
  const { classifier, code, validTo, by } = data;
  const entry = state.classifiers[classifier].get(code);
  return entry ? withClassifierEntry(state, classifier, { ...entry, validTo, supersededBy: by }) : state;
}

const withClassifierEntry = (
  state: ProgrammeState,
  classifier: Classifier,
  entry: ClassifierEntry,
): ProgrammeState => ({
  ...state,
  classifiers: {
    ...state.classifiers,
    [classifier]: withEntry(state.classifiers[classifier], entry.code, entry),
  },
});

const crosswalkOf = ({ financing, validFrom, entries }: ProgrammeData<'CrosswalkAdopted'>): Crosswalk => ({
  financing,
  validFrom,
  categories: new Map(entries.map(({ component, category }) => [component, category])),
});
