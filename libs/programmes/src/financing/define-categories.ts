import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection } from '@tramo/kernel';
import { financingStream } from '../codes';
import type { ELIGIBLE_AT } from './financing.events';
import { financing } from './financing.state';
import { financingUnknown } from './refusals';

export type DefineCategoriesBody = {
  readonly financing: string;
  readonly categories: readonly {
    readonly code: string;
    readonly name: string;
    /** Percent of an expense that the lender finances: `70`, `33.33`. */
    readonly percentage: string;
    readonly eligibleAt: (typeof ELIGIBLE_AT)[number];
  }[];
};

export class DefineCategories extends LedgerCommand<DefineCategoriesBody> {}

export const DefineCategoriesHandler = decides(DefineCategories, {
  decider: financing,
  stream: (body) => financingStream(body.financing),
  decide: ({ agreement, categories: known }, { financing: code, categories }) => {
    if (!agreement) return financingUnknown(code);
    const codes = categories.map((category) => category.code);
    const taken = codes.filter((one, index) => known.has(one) || codes.indexOf(one) !== index);
    if (taken.length > 0) return categoriesTaken(code, taken);
    const { programme } = agreement;
    const [first, ...rest] = categories.map(
      (category) => ({ type: 'CategoryDefined', data: { programme, financing: code, ...category } }) as const,
    );
    return first ? accept([first, ...rest]) : nothingDefined();
  },
});

const categoriesTaken = (code: string, codes: readonly string[]): Rejection =>
  new Rejection({
    code: 'CODE_TAKEN',
    category: 'conflict',
    message: `what has been defined is never renamed: ${codes.join(', ')}`,
    values: { financing: code, classifier: 'category', codes },
    cure: 'choose another code, and reallocate what the old one has',
    field: 'categories',
  });

const nothingDefined = (): Rejection =>
  new Rejection({
    code: 'NOTHING_NAMED',
    message: 'no category is named',
    cure: 'name one',
    field: 'categories',
  });
