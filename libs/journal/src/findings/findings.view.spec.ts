import type { RecordedEvent, RecordedFinding } from '@tramo/event-log';
import type { LocalDate } from '@tramo/kernel';
import { findingsProjection } from './findings.view';
import { programmeOf } from './programme-of';

const event = (more: Partial<RecordedEvent>, findings?: readonly RecordedFinding[]): RecordedEvent => ({
  id: 'e',
  type: 'AppropriationInscribed',
  schemaVersion: 1,
  stream: 'budget-par2-2022',
  revision: 7,
  position: { ledgerId: 'l', value: 9n },
  recordedAt: '2022-04-01T12:00:00.000Z',
  data: {},
  ...more,
  metadata: {
    actor: 'importer',
    roles: [],
    command: 'Import',
    commandId: 'c',
    idempotencyKey: 'k',
    bodyHash: 'h',
    correlationId: 'r',
    causationId: null,
    effectiveOn: '2022-03-31' as LocalDate,
    mode: 'history',
    ...(findings && { findings }),
  },
});

const project = (one: RecordedEvent) => [
  ...findingsProjection.project(one, { ordinal: 3, instant: one.recordedAt }),
];

it('makes a row of each rule that an event broke', () => {
  const rows = project(
    event({}, [
      { code: 'A', message: 'a', values: { shortfall: { amount: '1.00', currency: 'BOB' } } },
      { code: 'B', message: 'b', values: {}, cure: 'inscribe more', field: 'amount' },
    ]),
  );
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({
    table: 'finding',
    key: { id: 'e-0' },
    set: { programme: 'par2', code: 'A', state: 'open', cure: null, field: null, ordinal: 3, revision: 7 },
  });
  expect(rows[1]).toMatchObject({ key: { id: 'e-1' }, set: { cure: 'inscribe more', field: 'amount' } });
});

it('makes nothing of events in order', () => {
  expect(project(event({}))).toEqual([]);
});

it('keeps what people say, each time they say it', () => {
  const data = { finding: 'e-0', programme: 'par2', code: 'A', by: 'ana', explanation: 'late' };
  expect(project(event({ type: 'FindingExplained', stream: 'finding-e-0', revision: 2, data }))).toEqual([
    { table: 'finding', key: { id: 'e-0' }, set: { state: 'explained' } },
    {
      table: 'finding_step',
      key: { finding: 'e-0', step: 2 },
      set: {
        kind: 'FindingExplained',
        said: 'late',
        actor: 'importer',
        recorded_at: '2022-04-01T12:00:00.000Z',
      },
    },
  ]);
});

it.each([
  ['budget-par2-2022', {}, 'par2'],
  ['budget-par-2-2022', {}, 'par-2'],
  ['programme-juntos', {}, 'juntos'],
  ['rates-USD-BOB-2022', {}, null],
  ['agreement-x', { programme: 'paap' }, 'paap'],
])('an event of %s with %j is about %s', (stream, data, programme) => {
  expect(programmeOf({ stream, data })).toBe(programme);
});
