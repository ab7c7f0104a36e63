import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection } from '@tramo/kernel';
import { findingDecider, findingStream } from './finding.state';

/** What names a finding; that there is one, whoever asks has seen in the view of findings. */
interface NamedFinding {
  readonly finding: string;
  readonly programme: string | null;
  readonly code: string;
}

type Said<Text> = NamedFinding & Text & { readonly [name: string]: string | null };

export class ExplainFinding extends LedgerCommand<Said<{ readonly explanation: string }>> {}
export class CloseFinding extends LedgerCommand<Said<{ readonly note: string | null }>> {}
export class ReopenFinding extends LedgerCommand<Said<{ readonly reason: string }>> {}

const stream = ({ finding }: NamedFinding): string => findingStream(finding);

const named = ({ finding, programme, code }: NamedFinding, by: string) => ({ finding, programme, code, by });

/** An explanation is added to those before it; none is ever replaced. */
export const ExplainFindingHandler = decides(ExplainFinding, {
  decider: findingDecider,
  stream,
  decide: ({ state }, body, { actor }) =>
    state === 'closed'
      ? findingIsClosed(body.finding)
      : accept([
          { type: 'FindingExplained', data: { ...named(body, actor), explanation: body.explanation } },
        ]),
});

export const CloseFindingHandler = decides(CloseFinding, {
  decider: findingDecider,
  stream,
  decide: ({ state, explainedBy }, body, { actor }) => {
    if (state === 'closed') return findingIsClosed(body.finding);
    return accept(
      [{ type: 'FindingClosed', data: { ...named(body, actor), note: body.note } }],
      [
        ...(state === 'open' ? [notExplained(body.finding)] : []),
        ...(explainedBy.includes(actor) ? [samePerson(actor, explainedBy)] : []),
      ],
    );
  },
});

export const ReopenFindingHandler = decides(ReopenFinding, {
  decider: findingDecider,
  stream,
  decide: ({ state }, body, { actor }) =>
    state === 'closed'
      ? accept([{ type: 'FindingReopened', data: { ...named(body, actor), reason: body.reason } }])
      : new Rejection({
          code: 'FINDING_NOT_CLOSED',
          category: 'conflict',
          message: 'only a closed finding is opened again',
          values: { finding: body.finding, state },
          cure: 'leave it as it is; it can be explained further while it is not closed',
        }),
});

export const findingHandlers = [ExplainFindingHandler, CloseFindingHandler, ReopenFindingHandler];

const findingIsClosed = (finding: string): Rejection =>
  new Rejection({
    code: 'FINDING_CLOSED',
    category: 'conflict',
    message: 'the finding is closed',
    values: { finding },
    cure: 'open it again first, and say why',
  });

const notExplained = (finding: string): Rejection =>
  new Rejection({
    code: 'FINDING_NOT_EXPLAINED',
    message: 'a finding is closed on an explanation',
    values: { finding },
    cure: 'have somebody explain it, since it was last opened',
  });

const samePerson = (closing: string, explainedBy: readonly string[]): Rejection =>
  new Rejection({
    code: 'SAME_PERSON',
    category: 'forbidden',
    message: 'whoever explained a finding does not close it',
    values: { closing, explainedBy },
    cure: `have it closed by somebody other than ${explainedBy.join(', ')}`,
  });
