import { affiliationOn, type Engagement } from '@tramo/identity';
import type { LocalDate } from '@tramo/kernel';
import type { Done } from './events/shapes';

/** Somebody, with what ties them to others, as an event keeps it. */
export const doneBy = (by: string, on: LocalDate, people: readonly Engagement[]): Done => ({
  by,
  on,
  affiliation: affiliationOn(people, by, on),
});
