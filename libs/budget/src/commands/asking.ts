import { fact, type Fact } from '@tramo/event-log';
import type { MoneyJson } from '@tramo/kernel';
import {
  programme,
  programmeFact,
  programmeStream,
  type AskedLine,
  type ProgrammeAnswer,
} from '@tramo/programmes';
import { budgetStream, type BudgetState } from '../budget.state';

/** Which budget, and which closed month is put right by what is posted to an open one. */
export type AskedOfBudget = {
  readonly programme: string;
  readonly year: string;
  readonly correctsOn?: string | null;
};

/** The wire's own form of money, as bodies hold it. */
export type AskedMoney = { readonly amount: MoneyJson['amount']; readonly currency: string };
export type AskedAmount = { readonly line: AskedLine; readonly amount: AskedMoney };
export type AskedAmounts = { readonly lines: readonly AskedAmount[] };

export const streamOf = ({ programme: code, year }: AskedOfBudget): string => budgetStream(code, year);

/** What every command that names lines asks of the programme. */
export const linesFacts = <Body extends AskedOfBudget>(
  lines: (body: Body) => readonly AskedLine[],
): { readonly programme: Fact<Body, BudgetState, ProgrammeAnswer> } => ({
  programme: programmeFact<Body, BudgetState>({ programme: (body) => body.programme, lines }),
});

/** What a command that names no line asks of it: whether the month is open. */
export const noLines = (): readonly AskedLine[] => [];

/** Which of the sources are counterpart: those are pledged, and no law appropriates them. */
export const counterpartFact = <Body extends AskedOfBudget>(
  sources: (body: Body) => readonly string[],
): Fact<Body, BudgetState, readonly string[]> =>
  fact(
    programme,
    (body: Body) => programmeStream(body.programme),
    ({ classifiers }, body) =>
      [...new Set(sources(body))].filter(
        (source) => classifiers.source.get(source)?.sourceKind === 'counterpart',
      ),
  );

export const sourcesOf = ({ lines }: AskedAmounts): readonly string[] => lines.map(({ line }) => line.source);
export const askedLinesOf = ({ lines }: AskedAmounts): readonly AskedLine[] => lines.map(({ line }) => line);
