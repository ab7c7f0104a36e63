/**
 * The figures that reports look for, by their codes. Any other may be recorded, and is listed; of what these mean,
 * the glossary has the words.
 */
export const WELL_KNOWN_FIGURES = {
  /** Persons or households served, of a region. */
  beneficiaries: 'beneficiaries',
  potentialPopulation: 'population-potential',
  objectivePopulation: 'population-objective',
  effectivePopulation: 'population-effective',
  /** What a component has made, in a unit of its own. */
  production: 'production',
  /** Effective in the objective population, in percent. */
  coverage: 'coverage',
  /** Of the book's currency, in the display unit of the programme. */
  spendingPerBeneficiary: 'spending-per-beneficiary',
  /** Of a budget code, in the display unit of the programme. */
  spending: 'spending',
} as const;
