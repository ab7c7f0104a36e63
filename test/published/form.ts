/** Who posts a command: what one person does, another has to have done before. */
type Person = 'rosa' | 'ana' | 'tito';

/** A command as it is posted: where, what, by whom and for which day. Nothing in it was computed from what the ledger shall print. */
export interface Posted {
  readonly path: string;
  readonly body: object;
  readonly as: Person;
  readonly on: string;
}

export interface Coded {
  readonly subtitulo: string;
  readonly item: string;
  readonly asignacion: string;
  readonly amount: number;
}

/** What a form of the Chilean monitoring prints, in thousands of pesos. */
export interface Form {
  readonly document: string;
  readonly programme: {
    readonly code: string;
    readonly name: string;
    readonly agency: string;
    readonly unit: { readonly code: string; readonly name: string };
    readonly startedOn: string;
  };
  readonly year: string;
  readonly budget: { readonly initial: number; readonly final: number };
  readonly programmeCode: {
    readonly partida: string;
    readonly capitulo: string;
    readonly programa: string;
  };
  readonly spending: { readonly rows: readonly (Coded & { readonly subtitulo_name: string })[] };
  readonly components: {
    readonly rows: readonly {
      readonly code: string;
      readonly name: string;
      readonly subtitulo: string;
      readonly amount: number;
      readonly production: number;
      readonly production_unit: string;
    }[];
  };
  readonly regions: {
    readonly rows: readonly {
      readonly region: string;
      readonly spending: number;
      readonly beneficiaries: number | null;
    }[];
  };
  readonly administrative: { readonly rows: readonly Coded[]; readonly driver: string };
  readonly population: readonly {
    readonly year: string;
    readonly potential: number | null;
    readonly objective: number;
    readonly effective: number;
    readonly coverage_printed: number;
  }[];
  readonly perBeneficiary: readonly { readonly year: string; readonly printed: number }[];
}

export const SOURCE = 'TESORO';
export const SCOPE = 'administrative';
export const THOUSAND = 1000;
export const LEVELS = [
  { key: 'partida', name: 'Partida' },
  { key: 'capitulo', name: 'Capítulo' },
  { key: 'programa', name: 'Programa' },
  { key: 'subtitulo', name: 'Subtítulo' },
  { key: 'item', name: 'Ítem' },
  { key: 'asignacion', name: 'Asignación' },
];
export const clp = (thousands: number) => ({ amount: String(thousands * THOUSAND), currency: 'CLP' });

const programmeCode = ({ programmeCode: { partida, capitulo, programa } }: Form): readonly string[] => [
  partida,
  capitulo,
  programa,
];
export const pathOf = (form: Form, { subtitulo, item, asignacion }: Coded): readonly string[] => [
  ...programmeCode(form),
  subtitulo,
  item,
  asignacion,
];
export const codeOf = (form: Form, coded: Coded): string => pathOf(form, coded).join('.');

export type Body = Pick<Posted, 'path' | 'body'>;
