import type { Dimension } from '@tramo/journal';
import {
  categoriesOf,
  classifierEntries,
  CLASSIFIERS,
  entitiesOf,
  financingOfProgramme,
  type Classifier,
  type ProgrammesTables,
} from '@tramo/programmes';
import { CodeTree, type TreeEntry } from '@tramo/reporting';
import type { Kysely } from 'kysely';

/** The codes of a programme by dimension, with names: what a report groups by and is read with. */
export async function codeTreesOf(
  db: Kysely<ProgrammesTables>,
  programme: string,
): Promise<ReadonlyMap<Dimension, CodeTree>> {
  const trees = new Map<Dimension, CodeTree>();
  for (const classifier of CLASSIFIERS) trees.set(classifier, await treeOf(db, programme, classifier));
  trees.set('entity', flat(await entitiesOf(db, programme)));
  const agreements = await financingOfProgramme(db, programme);
  trees.set(
    'financing',
    flat(agreements.map(({ code, lender, number }) => ({ code, name: `${lender} ${number}` }))),
  );
  const categories = await Promise.all(agreements.map(({ code }) => categoriesOf(db, code)));
  trees.set('category', flat(categories.flat()));
  return trees;
}

const treeOf = async (
  db: Kysely<ProgrammesTables>,
  programme: string,
  classifier: Classifier,
): Promise<CodeTree> => new CodeTree(await classifierEntries(db, programme, classifier));

const flat = (entries: readonly Pick<TreeEntry, 'code' | 'name'>[]): CodeTree =>
  new CodeTree(entries.map(({ code, name }) => ({ code, name, parent: null, level: null })));
