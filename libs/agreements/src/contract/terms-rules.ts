import { Money, Rejection, type CurrencyCode, type LocalDate } from '@tramo/kernel';
import type { Phase } from './contract.events';
import { contributed, isShort, requiredOf, subsidyOf, toleranceOf } from './counterpart-terms';
import type { Terms } from './terms';

/** Rules about terms that history may have broken. */
export const termsBroken = (terms: Terms, tolerance: string): readonly Rejection[] => [
  ...instalmentsDisagree(terms),
  ...outsideAgreement(terms),
  ...capsExceeded(terms),
  ...counterpartShort(terms, tolerance),
];

const sumOf = (amounts: Terms['tranches'], currency: CurrencyCode): Money =>
  Money.sum(
    currency,
    amounts.map(({ amount }) => Money.parse(amount)),
  );

function instalmentsDisagree({ credit, tranches }: Terms): readonly Rejection[] {
  const sum = sumOf(tranches, credit.currency.code);
  if (sum.equals(credit)) return [];
  return [
    new Rejection({
      code: 'INSTALMENTS_DISAGREE',
      message: `the tranches add up to ${sum.toString()} and the credit is ${credit.toString()}`,
      values: { credit, tranches: sum, difference: credit.minus(sum) },
      cure: `make the tranches add up to ${credit.toString()}, or give a credit of ${sum.toString()}`,
      field: 'tranches',
    }),
  ];
}

interface Span {
  readonly from: LocalDate;
  readonly until: LocalDate;
}

const holds = ({ from, until }: Span, date: LocalDate): boolean => from <= date && date <= until;

function outsideAgreement({ startsOn, endsOn, phases, tranches }: Terms): readonly Rejection[] {
  const whole = { from: startsOn, until: endsOn };
  const spans = new Map(phases.map((phase) => [phase.phase, phase]));
  return [
    ...phases.flatMap((phase, index) => {
      const inside = holds(whole, phase.from) && holds(whole, phase.until);
      return [
        ...(inside ? [] : [phaseOutside(phase, whole, `phases.${index}`)]),
        ...overlaps(phase, phases[index - 1], `phases.${index}.from`),
      ];
    }),
    ...tranches.flatMap(({ tranche, dueOn, phase }, index) => {
      const span = (phase === null ? undefined : spans.get(phase)) ?? whole;
      if (dueOn === null || holds(span, dueOn)) return [];
      return [dueOutside({ tranche, dueOn, phase, ...span }, `tranches.${index}.dueOn`)];
    }),
  ];
}

const phaseOutside = ({ phase, from, until }: Phase, whole: Span, field: string): Rejection =>
  new Rejection({
    code: 'PHASE_OUTSIDE_AGREEMENT',
    message: `phase ${phase} lasts from ${from} to ${until}, the agreement from ${whole.from} to ${whole.until}`,
    values: { phase, from, until, startsOn: whole.from, endsOn: whole.until },
    cure: `give the phase days from ${whole.from} to ${whole.until}`,
    field,
  });

function overlaps(phase: Phase, before: Phase | undefined, field: string): readonly Rejection[] {
  if (!before || phase.from > before.until) return [];
  return [
    new Rejection({
      code: 'PHASES_OVERLAP',
      message: `phase ${phase.phase} begins before phase ${before.phase} has ended`,
      values: { phase: phase.phase, from: phase.from, before: before.phase, until: before.until },
      cure: `name the phases in their order, and begin ${phase.phase} after ${before.until}`,
      field,
    }),
  ];
}

interface Due extends Span {
  readonly tranche: number;
  readonly dueOn: LocalDate;
  readonly phase: string | null;
}

const dueOutside = ({ tranche, dueOn, phase, from, until }: Due, field: string): Rejection =>
  new Rejection({
    code: 'TRANCHE_OUTSIDE_PHASE',
    message:
      `tranche ${tranche} is due on ${dueOn}, ` +
      `${phase === null ? 'the agreement' : `phase ${phase}`} lasts from ${from} to ${until}`,
    values: { tranche, dueOn, phase, from, until },
    cure: `let it be due from ${from} to ${until}, or change those days`,
    field,
  });

function capsExceeded({ phases, tranches, credit }: Terms): readonly Rejection[] {
  return phases.flatMap(({ phase, cap: json }, index) => {
    if (json === null) return [];
    const cap = Money.parse(json);
    const ofPhase = tranches.filter((one) => one.phase === phase);
    const sum = sumOf(ofPhase, credit.currency.code);
    if (!sum.isGreaterThan(cap)) return [];
    const excess = sum.minus(cap);
    return [
      new Rejection({
        code: 'PHASE_CAP_EXCEEDED',
        message: `the tranches of phase ${phase} add up to ${sum.toString()}, and at most ${cap.toString()} is paid in it`,
        values: { phase, cap, tranches: sum, excess },
        cure: `take ${excess.toString()} from its tranches, or from it to another phase`,
        field: `phases.${index}.cap`,
      }),
    ];
  });
}

/** What is promised in the kinds that count, beside all tranches together. */
function counterpartShort(terms: Terms, tolerance: string): readonly Rejection[] {
  const { credit, promised, tranches } = terms;
  const currency = credit.currency.code;
  const zero = Money.zero(currency);
  const { total, inCash } = requiredOf(terms, tranches.map(subsidyOf));
  const tolerated = toleranceOf(tolerance, currency);
  const all = { required: total, given: contributed(promised, zero), kind: null };
  const cash = { required: inCash, given: contributed(promised, zero, 'cash'), kind: 'cash' as const };
  const short = [all, cash].find((one) => isShort(one, tolerated));
  if (!short) return [];
  const { required, given, kind } = short;
  const shortfall = required.minus(given);
  return [
    new Rejection({
      code: 'COUNTERPART_SHORT',
      message: `a counterpart of ${required.toString()} is owed and ${given.toString()} is promised`,
      values: { required, promised: given, shortfall, tolerance: tolerated, kind, terms: terms.counterpart },
      cure: `have another ${shortfall.toString()} promised${kind === 'cash' ? ' in cash' : ''}, or agree on less credit`,
      field: 'promised',
    }),
  ];
}
