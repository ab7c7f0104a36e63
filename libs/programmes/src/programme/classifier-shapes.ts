import { Rejection } from '@tramo/kernel';
import type { ProgrammeData } from './programme.events';

type Entry = ProgrammeData<'ClassifierEntryDefined'>;

interface Around {
  readonly levels: readonly string[];
  readonly parentLevel: string | null;
  /** Where in the command the entry stands. */
  readonly where: string;
}

/** What only some classifiers' entries have: they must, and the others must not. */
export function entryMisshapen(entry: Entry, around: Around): Rejection | undefined {
  return misplaced(entry, around) ?? levelWrong(entry, around) ?? sourceWrong(entry, around);
}

function misplaced(entry: Entry, { where }: Around): Rejection | undefined {
  const { classifier, code, level, sourceKind, financing } = entry;
  const field =
    level !== null && classifier !== 'budgetCode'
      ? 'level'
      : sourceKind !== null && classifier !== 'source'
        ? 'sourceKind'
        : financing !== null && sourceKind !== 'lender'
          ? 'financing'
          : undefined;
  if (field === undefined) return undefined;
  const owner = { level: 'budget codes', sourceKind: 'sources', financing: "lenders' sources" }[field];
  return new Rejection({
    code: 'ATTRIBUTE_MISPLACED',
    message: `only ${owner} have a ${field}`,
    values: { classifier, code, [field]: entry[field] },
    cure: 'leave it out',
    field: `${where}.${field}`,
  });
}

function levelWrong(entry: Entry, { levels, parentLevel, where }: Around): Rejection | undefined {
  const { classifier, code, level } = entry;
  if (classifier !== 'budgetCode') return undefined;
  const values = { code, level, levels };
  const field = `${where}.level`;
  if (levels.length === 0) {
    return new Rejection({
      code: 'BUDGET_CODE_SCHEME_MISSING',
      message: 'budget codes stand on levels, and none have been adopted',
      values,
      cure: 'adopt a budget code scheme first',
      field,
    });
  }
  if (level === null || !levels.includes(level)) {
    return new Rejection({
      code: 'LEVEL_UNKNOWN',
      message: level === null ? 'a budget code stands on a level' : `${level} is not a level of the scheme`,
      values,
      cure: `name as level one of ${levels.join(', ')}`,
      field,
    });
  }
  if (parentLevel === null || levels.indexOf(parentLevel) < levels.indexOf(level)) return undefined;
  return new Rejection({
    code: 'PARENT_NOT_ABOVE',
    message: `a ${level} does not stand under a ${parentLevel}`,
    values: { ...values, parent: entry.parent, parentLevel },
    cure: `put it under a code of a level above ${level}`,
    field: `${where}.parent`,
  });
}

function sourceWrong(
  { classifier, code, sourceKind, financing }: Entry,
  { where }: Around,
): Rejection | undefined {
  if (classifier !== 'source') return undefined;
  if (sourceKind === null) {
    return new Rejection({
      code: 'SOURCE_KIND_MISSING',
      message: 'a source is money of a lender, of the treasury or of a counterpart',
      values: { code },
      cure: 'say which as sourceKind',
      field: `${where}.sourceKind`,
    });
  }
  if (sourceKind !== 'lender' || financing !== null) return undefined;
  return new Rejection({
    code: 'FINANCING_MISSING',
    message: "a lender's source draws on a financing agreement",
    values: { code },
    cure: 'name the agreement as financing',
    field: `${where}.financing`,
  });
}
