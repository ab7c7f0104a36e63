import type { CommandContext, JsonObject, LedgerCommand } from '@tramo/event-log';
import type { LocalDate } from '@tramo/kernel';
import type { Form } from './form';
import type { Subject } from './subjects';

/** A column of a table. */
export interface Column<Value = unknown> {
  readonly form: Form<NonNullable<Value>>;
  readonly required: boolean;
  readonly about: string;
  readonly example: string;
  /** Of an amount: the column that has its currency, which says how many decimals it may have. */
  readonly currencyIn?: string;
}

/** The column holds amounts of the currency of another. */
export const moneyIn = <Value>(currencyIn: string, column: Column<Value>): Column<Value> => ({
  ...column,
  currencyIn,
});

export const needed = <Value>(form: Form<Value>, about: string, example: string): Column<Value> => ({
  form: form as Form<NonNullable<Value>>,
  required: true,
  about,
  example,
});

/** A column that may be empty, or not be there. */
export const optional = <Value>(form: Form<Value>, about: string, example = ''): Column<Value | null> => ({
  form: form as Form<NonNullable<Value>>,
  required: false,
  about,
  example,
});

export type Columns = Readonly<Record<string, Column>>;
export type RowOf<Of extends Columns> = {
  readonly [Name in keyof Of]: Of[Name] extends Column<infer Value> ? Value : never;
};
/** As they are written, with nothing where a cell is empty. */
export type Cells = Readonly<Record<string, string>>;

/** A command that rows come to. */
export interface Act<ColumnName extends string = string> {
  make(context: CommandContext): LedgerCommand;
  readonly command: object;
  readonly on: LocalDate;
  /** Who did it then, where the table says so; whoever imports otherwise. */
  readonly by: string | null;
  /** Where a field of the command is written: a `*` stands for the row's place among those of the command. */
  readonly places: Readonly<Record<string, ColumnName>>;
  /** Which of the acts that one row comes to; empty where it is one only. */
  readonly step: string;
}

type CommandClass<Body extends JsonObject> = new (body: Body, context: CommandContext) => LedgerCommand;

export const act = <Body extends JsonObject, const ColumnName extends string>(
  Command: CommandClass<Body>,
  body: NoInfer<Body>,
  {
    on,
    by = null,
    places = {},
    step = '',
  }: {
    readonly on: LocalDate;
    readonly by?: string | null;
    readonly places?: Readonly<Record<string, ColumnName>>;
    readonly step?: string;
  },
): Act<ColumnName> => ({
  make: (context) => new Command(body, context),
  command: Command,
  on,
  by,
  places: places,
  step,
});

/** Rows that follow each other and say the same here are one command. */
type Grouping<Of extends Columns> =
  | {
      readonly together: (row: RowOf<Of>) => string;
      /** Where rows of one command differ; everywhere else they have to say the same. */
      readonly each: readonly (keyof Of & string)[];
    }
  | { readonly together?: undefined; readonly each?: undefined };

type TemplateOf<Of extends Columns> = Grouping<Of> & {
  /** What its files are called: `rates.csv`. */
  readonly kind: string;
  readonly about: string;
  /**
   * What is true of the programme before anything happens, table after table; or what happened, which is carried out
   * day by day whatever table it stands in.
   */
  readonly when: 'ground' | 'dated';
  readonly columns: Of;
  /** Columns that must not be empty where one of others is given, which says nothing without it. */
  readonly given?: { readonly [Name in keyof Of & string]?: readonly (keyof Of & string)[] };
  /** What people must not live with already: the table moves money, or says who signed. */
  readonly lives?: (row: RowOf<Of>) => readonly Subject<keyof Of & string>[];
  /** What nothing that needs it can do without, by names that tables share. */
  readonly makes?: (cells: Cells) => readonly string[];
  readonly needs?: (cells: Cells) => readonly string[];
  acts(rows: readonly [RowOf<Of>, ...RowOf<Of>[]]): readonly Act<keyof Of & string>[];
};

type AnyRow = Readonly<Record<string, unknown>>;

/** A table as whoever reads files knows it. */
export interface Template {
  readonly kind: string;
  readonly about: string;
  readonly when: 'ground' | 'dated';
  readonly columns: Columns;
  readonly given: Readonly<Record<string, readonly string[]>>;
  together(row: AnyRow): string | undefined;
  /** What all rows of one command have to say alike. */
  readonly alike: readonly string[];
  lives(row: AnyRow): readonly Subject[];
  makes(cells: Cells): readonly string[];
  needs(cells: Cells): readonly string[];
  acts(rows: readonly AnyRow[]): readonly Act[];
}

export const defineTemplate = <const Of extends Columns>(template: TemplateOf<Of>): Template => ({
  kind: template.kind,
  about: template.about,
  when: template.when,
  columns: template.columns,
  given: { ...currenciesGiven(template.columns), ...(template.given as Template['given'] | undefined) },
  together: (row) => template.together?.(row as RowOf<Of>),
  alike: Object.keys(template.columns).filter((name) => template.each?.includes(name) === false),
  lives: (row) => template.lives?.(row as RowOf<Of>) ?? [],
  makes: template.makes ?? (() => []),
  needs: template.needs ?? (() => []),
  acts: (rows) => template.acts(rows as unknown as readonly [RowOf<Of>, ...RowOf<Of>[]]),
});

/** An amount says nothing without its currency. */
function currenciesGiven(columns: Columns): Record<string, readonly string[]> {
  const given: Record<string, string[]> = {};
  for (const [name, { currencyIn }] of Object.entries(columns)) {
    if (currencyIn !== undefined) (given[currencyIn] ??= []).push(name);
  }
  return given;
}
