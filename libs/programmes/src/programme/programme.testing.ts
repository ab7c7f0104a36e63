import type { EventOf } from '@tramo/event-log';
import type { LocalDate } from '@tramo/kernel';
import type { programmeEvents, ProgrammeData } from './programme.events';

type ProgrammeEvent = EventOf<(typeof programmeEvents)[number]>;

export const date = (text: string): LocalDate => text as LocalDate;

export const opened: ProgrammeEvent = {
  type: 'ProgrammeOpened',
  data: {
    programme: 'par2',
    name: 'Proyecto de Alianzas Rurales II',
    country: 'BO',
    agency: 'EMPODERAR',
    zone: 'America/La_Paz',
    bookCurrency: 'BOB',
    displayUnit: 1,
    demonstration: false,
    unit: { code: 'UCP', name: 'Unidad de Coordinación' },
  },
};

type Entry = ProgrammeData<'ClassifierEntryDefined'>;

/** An entry that is valid from April 2018 on, with what is particular to it. */
export const defined = (entry: Pick<Entry, 'classifier' | 'code'> & Partial<Entry>): ProgrammeEvent => ({
  type: 'ClassifierEntryDefined',
  data: {
    programme: 'par2',
    name: entry.code,
    parent: null,
    validFrom: date('2018-04-01'),
    level: null,
    sourceKind: null,
    financing: null,
    reference: null,
    ...entry,
  },
});

export const superseded = (
  data: Pick<ProgrammeData<'ClassifierEntrySuperseded'>, 'classifier' | 'code' | 'validTo' | 'by'>,
): ProgrammeEvent => ({
  type: 'ClassifierEntrySuperseded',
  data: { programme: 'par2', reason: 'no longer used', ...data },
});

export const scheme: ProgrammeEvent = {
  type: 'BudgetCodeSchemeAdopted',
  data: {
    programme: 'par2',
    levels: [
      { key: 'partida', name: 'Partida' },
      { key: 'subpartida', name: 'Subpartida' },
    ],
    separator: '.',
  },
};

export const crosswalk = (
  validFrom: string,
  entries: Readonly<Record<string, string>>,
  financing = '8735-bo',
): ProgrammeEvent => ({
  type: 'CrosswalkAdopted',
  data: {
    programme: 'par2',
    financing,
    number: 1,
    validFrom: date(validFrom),
    entries: Object.entries(entries).map(([component, category]) => ({ component, category })),
    proof: 'the letter of 3 January',
  },
});

export const closed: ProgrammeEvent = {
  type: 'MonthClosed',
  data: { programme: 'par2', month: '2022-03', by: 'rosa' },
};

export const proposed: ProgrammeEvent = {
  type: 'MonthReopeningProposed',
  data: { programme: 'par2', month: '2022-03', reason: 'a sheet was missing', by: 'ana' },
};
