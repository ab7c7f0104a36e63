import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection, type LocalDate } from '@tramo/kernel';
import { programmeStream, type Classifier, type SourceKind } from '../codes';
import { entryMisshapen } from './classifier-shapes';
import type { ProgrammeData } from './programme.events';
import { programme, type ClassifierEntry, type ProgrammeState } from './programme.state';
import { codeUnknown, programmeUnknown } from './rules-of-programme';

export type AskedEntry = {
  readonly code: string;
  readonly name: string;
  readonly parent?: string | null;
  readonly validFrom: LocalDate;
  readonly level?: string | null;
  readonly sourceKind?: SourceKind | null;
  readonly financing?: string | null;
  readonly reference?: string | null;
};

export type DefineClassifierEntriesBody = {
  readonly programme: string;
  readonly classifier: Classifier;
  /** Parents before their children. */
  readonly entries: readonly AskedEntry[];
};

export class DefineClassifierEntries extends LedgerCommand<DefineClassifierEntriesBody> {}

export const DefineClassifierEntriesHandler = decides(DefineClassifierEntries, {
  decider: programme,
  stream: (body) => programmeStream(body.programme),
  decide: (state, { programme: of, classifier, entries }) => {
    if (!state.opened) return programmeUnknown(of);
    const taken = codesTaken(state, classifier, entries);
    if (taken.length > 0) return codesAreTaken(of, classifier, taken);
    const asDefined = entries.map((entry) => dataOf(of, classifier, entry));
    const refused = firstRefused(state, asDefined);
    if (refused) return refused;
    const [first, ...rest] = asDefined.map((data) => ({ type: 'ClassifierEntryDefined', data }) as const);
    return first ? accept([first, ...rest]) : nothingToDefine();
  },
});

const dataOf = (
  of: string,
  classifier: Classifier,
  entry: AskedEntry,
): ProgrammeData<'ClassifierEntryDefined'> => ({
  programme: of,
  classifier,
  code: entry.code,
  name: entry.name,
  parent: entry.parent ?? null,
  validFrom: entry.validFrom,
  level: entry.level ?? null,
  sourceKind: entry.sourceKind ?? null,
  financing: entry.financing ?? null,
  reference: entry.reference ?? null,
});

function codesTaken(
  { classifiers }: ProgrammeState,
  classifier: Classifier,
  entries: readonly AskedEntry[],
): readonly string[] {
  const seen = new Set<string>();
  return entries.flatMap(({ code }) => {
    const taken = seen.has(code) || classifiers[classifier].has(code);
    seen.add(code);
    return taken ? [code] : [];
  });
}

/** What an entry leans on must be known before it: in the ledger, or earlier in the list. */
function firstRefused(
  state: ProgrammeState,
  entries: readonly ProgrammeData<'ClassifierEntryDefined'>[],
): Rejection | undefined {
  const known = new Map<string, Pick<ClassifierEntry, 'level'>>();
  for (const [index, entry] of entries.entries()) {
    const { programme: of, classifier, parent } = entry;
    const above = parent === null ? null : (known.get(parent) ?? state.classifiers[classifier].get(parent));
    const where = `entries.${index}`;
    if (above === undefined)
      return codeUnknown(classifier, parent!, { programme: of, field: `${where}.parent` });
    const misshapen = entryMisshapen(entry, {
      levels: state.levels,
      parentLevel: above?.level ?? null,
      where,
    });
    if (misshapen) return misshapen;
    known.set(entry.code, entry);
  }
  return undefined;
}

const codesAreTaken = (of: string, classifier: Classifier, codes: readonly string[]): Rejection =>
  new Rejection({
    code: 'CODE_TAKEN',
    category: 'conflict',
    message: `what has been defined is never renamed: ${codes.join(', ')}`,
    values: { programme: of, classifier, codes },
    cure: 'supersede it and define its successor under another code',
    field: 'entries',
  });

const nothingToDefine = (): Rejection =>
  new Rejection({ code: 'NOTHING_NAMED', message: 'no entry is named', cure: 'name one', field: 'entries' });
