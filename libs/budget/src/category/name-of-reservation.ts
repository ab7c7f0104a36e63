import { getSharded } from '@tramo/kernel';
import type { FinancingState } from '@tramo/programmes';

/** With a colon, which nobody's code has in it: whoever reserves by hand cannot take the name of an agreement. */
const nameOf = (agreement: string): string => `agreement:${agreement}`;

/** What an agreement was signed with under its code alone is added to there. */
export const nameToReserve = ({ reservations }: FinancingState, agreement: string): string =>
  getSharded(reservations, agreement)?.byAgreement ? agreement : nameOf(agreement);

export function nameOfReserved({ reservations }: FinancingState, agreement: string): string {
  const name = nameOf(agreement);
  return getSharded(reservations, name) ? name : agreement;
}
