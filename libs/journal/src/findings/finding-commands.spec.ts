import { given } from '../../../../test/support/decider-kit';
import { CloseFindingHandler, ExplainFindingHandler, ReopenFindingHandler } from './finding-commands';

const named = { finding: 'e-0', programme: 'par2', code: 'APPROPRIATION_EXCEEDED' };
const explained = (by: string) =>
  ({ type: 'FindingExplained', data: { ...named, by, explanation: 'the act came late' } }) as const;
const closed = (by: string) => ({ type: 'FindingClosed', data: { ...named, by, note: null } }) as const;
const reopened = (by: string) =>
  ({ type: 'FindingReopened', data: { ...named, by, reason: 'there is no such act' } }) as const;

const explain = { ...named, explanation: 'the act came late' };
const close = { ...named, note: null };
const reopen = { ...named, reason: 'there is no such act' };

it('is explained, more than once, by anybody', () => {
  given(ExplainFindingHandler).when(explain).thenAccepted(explained('ana'));
  given(ExplainFindingHandler, explained('ana')).when(explain).thenAccepted(explained('ana'));
});

it('is closed on an explanation by somebody else', () => {
  given(CloseFindingHandler, explained('ana')).when(close, { actor: 'luis' }).thenAccepted(closed('luis'));
});

it('is not closed without an explanation', () => {
  given(CloseFindingHandler).when(close).thenRefused('FINDING_NOT_EXPLAINED');
});

it('is not closed by one of those who explained it', () => {
  const [rejection] = given(CloseFindingHandler, explained('ana'), explained('luis'))
    .when(close, { actor: 'ana' })
    .thenRefused('SAME_PERSON');
  expect(rejection).toMatchObject({
    category: 'forbidden',
    values: { closing: 'ana', explainedBy: ['ana', 'luis'] },
    cure: 'have it closed by somebody other than ana, luis',
  });
});

it('names all that keeps it open', () => {
  given(CloseFindingHandler, explained('ana'), closed('luis'), reopened('eva'))
    .when(close)
    .thenRefused('FINDING_NOT_EXPLAINED', 'SAME_PERSON');
});

it('is opened again, and then needs a new explanation', () => {
  const before = [explained('ana'), closed('luis')] as const;
  given(ReopenFindingHandler, ...before)
    .when(reopen)
    .thenAccepted(reopened('ana'));
  given(CloseFindingHandler, ...before, reopened('eva'))
    .when(close, { actor: 'luis' })
    .thenRefused('FINDING_NOT_EXPLAINED');
});

it('once closed takes no more', () => {
  const before = [explained('ana'), closed('luis')] as const;
  given(ExplainFindingHandler, ...before)
    .when(explain)
    .thenRefused('FINDING_CLOSED');
  given(CloseFindingHandler, ...before)
    .when(close, { actor: 'luis' })
    .thenRefused('FINDING_CLOSED');
  given(ReopenFindingHandler).when(reopen).thenRefused('FINDING_NOT_CLOSED');
});
