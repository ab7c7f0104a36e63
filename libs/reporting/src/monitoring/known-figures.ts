import { WELL_KNOWN_FIGURES } from '@tramo/programmes';

/** A figure that is no money, as the ledger has it. */
export interface KnownFigure {
  readonly figure: string;
  readonly year: string;
  readonly region: string | null;
  readonly component: string | null;
  readonly budgetCode: string | null;
  readonly declared: boolean;
  readonly value: string;
  readonly unit: string;
  readonly source: string;
  /** The way to the event that recorded it. */
  readonly event: string;
}

export type FigureName = keyof typeof WELL_KNOWN_FIGURES;
type About = Partial<Pick<KnownFigure, 'region' | 'component' | 'budgetCode' | 'declared'>>;

/** The figures that a report looks for, by their names. */
export class KnownFigures {
  constructor(private readonly figures: readonly KnownFigure[]) {}

  /** Of a year and of exactly this region, component and budget code; undeclared unless said otherwise. */
  one(name: FigureName, year: string, about: About = {}): KnownFigure | null {
    const { region = null, component = null, budgetCode = null } = about;
    return (
      this.of(name, about.declared).find(
        (one) =>
          one.year === year &&
          one.region === region &&
          one.component === component &&
          one.budgetCode === budgetCode,
      ) ?? null
    );
  }

  of(name: FigureName, declared = false): readonly KnownFigure[] {
    const code = WELL_KNOWN_FIGURES[name];
    return this.figures.filter((one) => one.figure === code && one.declared === declared);
  }

  /** The years for which any of these says something of the programme as a whole. */
  years(...names: readonly FigureName[]): readonly string[] {
    const wanted = new Set<string>(names.map((name) => WELL_KNOWN_FIGURES[name]));
    return this.figures.filter(({ figure }) => wanted.has(figure)).map(({ year }) => year);
  }
}
