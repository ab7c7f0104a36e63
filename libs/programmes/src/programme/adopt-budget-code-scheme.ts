import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection } from '@tramo/kernel';
import { programmeStream } from '../codes';
import { programme, type ProgrammeState } from './programme.state';
import { programmeUnknown } from './rules-of-programme';

export type AdoptBudgetCodeSchemeBody = {
  readonly programme: string;
  /** From the widest to the narrowest. */
  readonly levels: readonly { readonly key: string; readonly name: string }[];
  readonly separator: string;
};

export class AdoptBudgetCodeScheme extends LedgerCommand<AdoptBudgetCodeSchemeBody> {}

export const AdoptBudgetCodeSchemeHandler = decides(AdoptBudgetCodeScheme, {
  decider: programme,
  stream: (body) => programmeStream(body.programme),
  decide: (state, { programme: of, levels, separator }) => {
    if (!state.opened) return programmeUnknown(of);
    const keys = levels.map(({ key }) => key);
    const twice = keys.find((key, index) => keys.indexOf(key) !== index);
    if (twice !== undefined) return levelTwice(twice);
    const inUse = levelsInUse(state);
    const kept = keys.filter((key) => inUse.includes(key));
    if (kept.join('\n') !== inUse.join('\n')) return levelsStillInUse(inUse, keys);
    return accept([
      { type: 'BudgetCodeSchemeAdopted', data: { programme: of, levels: [...levels], separator } },
    ]);
  },
});

/** Levels that budget codes were defined on, in the order of the scheme in force. */
function levelsInUse({ levels, classifiers }: ProgrammeState): readonly string[] {
  const used = new Set([...classifiers.budgetCode.values()].map(({ level }) => level));
  return levels.filter((level) => used.has(level));
}

const levelTwice = (level: string): Rejection =>
  new Rejection({
    code: 'LEVEL_TWICE',
    message: `the level ${level} stands twice in the scheme`,
    values: { level },
    cure: 'give each level a key of its own',
    field: 'levels',
  });

const levelsStillInUse = (inUse: readonly string[], levels: readonly string[]): Rejection =>
  new Rejection({
    code: 'LEVELS_IN_USE',
    category: 'conflict',
    message: 'budget codes rest on levels that the new scheme leaves out or puts in another order',
    values: { inUse, levels },
    cure: `keep ${inUse.join(', ')} in this order, and put new levels between or around them`,
    field: 'levels',
  });
