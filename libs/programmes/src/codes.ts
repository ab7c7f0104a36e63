/** The dated lists of a programme. Categories are the lender's, and rest with the financing agreement. */
export const CLASSIFIERS = ['component', 'budgetCode', 'region', 'source', 'scope'] as const;
export type Classifier = (typeof CLASSIFIERS)[number];

/** Whom a source's money is from. */
export const SOURCE_KINDS = ['lender', 'treasury', 'counterpart'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Whose books are kept: of the unit, the fund for municipal works and trusts; organisations' are watched. */
export const ENTITY_KINDS = ['unit', 'fund', 'trust', 'organisation'] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

export const programmeStream = (code: string): string => `programme-${code}`;
export const financingStream = (code: string): string => `financing-${code}`;

/** The month of a date: `2022-03`. */
export const monthNamed = (date: string): string => date.slice(0, 7);
