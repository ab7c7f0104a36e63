import type { ReconciledCell } from './reconcile';

/** The explanation as a sentence that somebody can check. */
export function sentenceOf({ recorded, converted, difference, explanation }: ReconciledCell): string {
  const once = `${converted.original.toString()} at ${converted.rate.value} is ${converted.converted.toString()}`;
  switch (explanation.kind) {
    case 'agrees':
      return once;
    case 'rounding':
      return recorded?.equals(explanation.convertedSingly)
        ? `the lines converted one by one add to ${explanation.convertedSingly.toString()}; together, ${once}`
        : `${once}; rounding each line can account for ${difference.abs().toString()}`;
    case 'rate':
      return `at ${explanation.rate.toString()} it is what was recorded; ${once}`;
    case 'timing':
      return `when it was recorded the lines came to ${explanation.then.toString()}, and they have changed since; now ${once}`;
    case 'error':
      return recorded
        ? `neither rounding, a published rate nor the time of recording accounts for ${difference.toString()}; ${once}`
        : `nothing was recorded in ${difference.currency.code}; ${once}`;
  }
}
