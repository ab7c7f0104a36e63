import { Rejection, type LocalDate } from '@tramo/kernel';

interface Step {
  /** As it is called in a sentence. */
  readonly what: string;
  readonly on: LocalDate;
  /** Where the body says its date. */
  readonly field?: string;
}

interface Earlier {
  readonly what: string;
  /** Null while it has not come. */
  readonly on: LocalDate | null | undefined;
}

/** A step comes no earlier than what it follows: of those that it comes before, the latest is said. */
export function inOrder(
  { what, on, field = 'effectiveOn' }: Step,
  ...before: readonly Earlier[]
): readonly Rejection[] {
  const missed = before
    .flatMap((one) => (one.on && one.on > on ? [{ what: one.what, on: one.on }] : []))
    .sort((a, b) => (a.on < b.on ? 1 : -1));
  const [latest] = missed;
  if (!latest) return [];
  return [
    new Rejection({
      code: 'WORK_STEP_TOO_EARLY',
      message: `${what} of ${on} comes before ${latest.what} of ${latest.on}`,
      values: { step: what, on, earlier: latest.what, earlierOn: latest.on },
      cure: `date it ${latest.on} or later`,
      field,
    }),
  ];
}

/** What has been measured or paid in is of a day that has come. */
export const notAhead = (
  { what, on, field = 'effectiveOn' }: Step,
  effectiveOn: LocalDate,
): readonly Rejection[] =>
  on <= effectiveOn
    ? []
    : [
        new Rejection({
          code: 'WORK_STEP_TOO_EARLY',
          message: `${what} of ${on} is told on ${effectiveOn} already`,
          values: { step: what, on, earlier: 'the day on which it counts', earlierOn: effectiveOn },
          cure: `say ${effectiveOn} or an earlier day, or let it count on ${on} or later`,
          field,
        }),
      ];
