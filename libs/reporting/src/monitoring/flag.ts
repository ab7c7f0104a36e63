/** What does not fit together in a report, so that its reader need not find out alone. */
export interface Flag {
  readonly flag:
    | 'budget-exceeded'
    | 'budget-exceeded-in-one-scope-only'
    | 'summary-disagrees'
    | 'region-without-beneficiaries'
    | 'beneficiaries-do-not-add-up'
    | 'potential-below-objective'
    | 'coverage-declared-otherwise'
    | 'undeclared-factor'
    | 'spending-declared-otherwise'
    | 'spending-under-another-code';
  /** The code or the year it is about; null where it is the report's own. */
  readonly about: string | null;
  readonly message: string;
  readonly values: Readonly<Record<string, string>>;
}
