import type { Flag } from './flag';
import type { KnownFigure, KnownFigures } from './known-figures';
import { precisely, roundedLike } from './quotient';
import { shareOfTexts, type Share } from './shares';

/** How much of the population that a programme means to reach it reaches. */
export interface Coverage {
  readonly year: string;
  readonly potential: KnownFigure | null;
  readonly objective: KnownFigure | null;
  readonly effective: KnownFigure | null;
  /** Effective in the objective; null where one of the two is absent, or nobody is the objective. */
  readonly coverage: Share | null;
  /** In percent, as a document says it. */
  readonly declared: KnownFigure | null;
}

export function coverageOf(year: string, figures: KnownFigures): Coverage {
  const objective = figures.one('objectivePopulation', year);
  const effective = figures.one('effectivePopulation', year);
  return {
    year,
    potential: figures.one('potentialPopulation', year),
    objective,
    effective,
    coverage: objective && effective && shareOfTexts(effective.value, objective.value),
    declared: figures.one('coverage', year, { declared: true }),
  };
}

export const coverageFlags = (row: Coverage): readonly Flag[] => [
  ...declaredOtherwise(row),
  ...potentialBelow(row),
];

function declaredOtherwise({ year, objective, effective, coverage, declared }: Coverage): readonly Flag[] {
  if (!objective || !effective || !coverage || !declared) return [];
  const computed = roundedLike([effective.value, '100'], [objective.value], declared.value);
  if (computed === declared.value) return [];
  return [
    {
      flag: 'coverage-declared-otherwise',
      about: year,
      message: `${declared.value} % is declared; ${effective.value} of ${objective.value} is ${coverage.precisely} %`,
      values: { declared: declared.value, computed: coverage.precisely },
    },
  ];
}

function potentialBelow({ year, potential, objective }: Coverage): readonly Flag[] {
  if (!potential || !objective) return [];
  const share = precisely([potential.value], [objective.value]);
  if (share === null || Number(share) >= 1) return [];
  return [
    {
      flag: 'potential-below-objective',
      about: year,
      message: `a programme means to reach ${objective.value} of ${potential.value} that it could reach`,
      values: { potential: potential.value, objective: objective.value },
    },
  ];
}
