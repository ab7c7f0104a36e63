import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection, type LocalDate } from '@tramo/kernel';
import { programmeStream, type Classifier } from '../codes';
import { programme, type ClassifierEntry } from './programme.state';
import { codeUnknown, programmeUnknown } from './rules-of-programme';

export type SupersedeClassifierEntryBody = {
  readonly programme: string;
  readonly classifier: Classifier;
  readonly code: string;
  /** The last day of its use. */
  readonly validTo: LocalDate;
  /** What takes its place; none when nothing does. */
  readonly by: readonly string[];
  readonly reason: string;
};

export class SupersedeClassifierEntry extends LedgerCommand<SupersedeClassifierEntryBody> {}

export const SupersedeClassifierEntryHandler = decides(SupersedeClassifierEntry, {
  decider: programme,
  stream: (body) => programmeStream(body.programme),
  decide: (state, { programme: of, classifier, code, validTo, by, reason }) => {
    if (!state.opened) return programmeUnknown(of);
    const entries = state.classifiers[classifier];
    const entry = entries.get(code);
    if (!entry) return codeUnknown(classifier, code, { programme: of, field: 'code' });
    if (entry.validTo !== null) return alreadySuperseded(classifier, entry);
    if (validTo < entry.validFrom) return endsBeforeItBegins(classifier, entry, validTo);
    if (by.includes(code)) return succeedsItself(classifier, code);
    const unknown = by.findIndex((successor) => !entries.has(successor));
    if (unknown >= 0) return codeUnknown(classifier, by[unknown]!, { programme: of, field: `by.${unknown}` });
    return accept([
      {
        type: 'ClassifierEntrySuperseded',
        data: { programme: of, classifier, code, validTo, by: [...by], reason },
      },
    ]);
  },
});

const alreadySuperseded = (
  classifier: Classifier,
  { code, validTo, supersededBy }: ClassifierEntry,
): Rejection =>
  new Rejection({
    code: 'ALREADY_SUPERSEDED',
    category: 'conflict',
    message: `${code} was superseded on ${validTo}`,
    values: { classifier, code, validTo, supersededBy },
    cure: 'leave it as it is; what took its place can be superseded in turn',
    field: 'code',
  });

const endsBeforeItBegins = (
  classifier: Classifier,
  { code, validFrom }: ClassifierEntry,
  validTo: LocalDate,
): Rejection =>
  new Rejection({
    code: 'ENDS_BEFORE_IT_BEGINS',
    message: `${code} is valid from ${validFrom}, after the last day of its use`,
    values: { classifier, code, validFrom, validTo },
    cure: `name ${validFrom} or a later day`,
    field: 'validTo',
  });

const succeedsItself = (classifier: Classifier, code: string): Rejection =>
  new Rejection({
    code: 'SUCCEEDS_ITSELF',
    message: `${code} cannot take its own place`,
    values: { classifier, code },
    cure: 'name another code, or none',
    field: 'by',
  });
