/** A calendar date without a zone, `2022-03-31`. Ordered as text is. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };
