import { fold, Money, Rejection, type Decision } from '@tramo/kernel';
import type { ReservationContext } from '@tramo/event-log';
import { given } from '../../../../../test/support/decider-kit';
import { bob, day, programme, today, usd } from '../../agreement.testing';
import { allocatesInvoice, freesInvoice, type AllocateInvoice } from './allocates-invoice';
import { holdersOf, invoice, invoiceStream, type InvoiceState } from './invoice';
import type { InvoiceEvent } from './invoice.events';
import { RecordCreditNoteHandler } from './record-credit-note';

const key = { programme: 'par2', taxId: '1020', type: 'factura', number: '77' } as const;
const ask = (agreement: string, amount: string, total = '1000.00') => ({
  invoice: key,
  agreement,
  expense: 'E-1',
  by: 'rosa',
  total: bob(total),
  amount: bob(amount),
});
const context = (reservationId: string): ReservationContext => ({
  actor: 'rosa',
  roles: [],
  mode: 'live',
  effectiveOn: today,
  now: '2022-03-31T12:00:00.000Z',
  reservationId,
  forStream: 'agreement-a-17',
});
const allocates = allocatesInvoice<object, unknown, InvoiceEvent>(() => [ask('a-17', '600.00')]);
const frees = freesInvoice<object, unknown, InvoiceEvent>(() => []);

const after = (...events: readonly InvoiceEvent[]): InvoiceState => fold(invoice, events);
const allocate = (state: InvoiceState, asked: AllocateInvoice, id = 'res-1') =>
  allocates.reserve(state, asked, context(id)) as Decision<InvoiceEvent>;
const written = (decision: Decision<InvoiceEvent>): readonly InvoiceEvent[] => {
  if (decision instanceof Rejection) throw new Error(decision.code);
  return decision.events;
};
const broken = (decision: Decision<InvoiceEvent>): readonly Rejection[] =>
  decision instanceof Rejection ? [decision] : decision.broken;
const codes = (decision: Decision<InvoiceEvent>) => broken(decision).map(({ code }) => code);

const first = written(allocate(after(), ask('a-17', '600.00')));

test('is one and the same however it is spelt, and another in another programme', () => {
  const stream = invoiceStream(key);
  expect(stream).toMatch(/^invoice-[0-9a-f]{64}$/);
  expect(invoiceStream({ ...key, type: 'FACTURA', number: ' 7 7' })).toBe(stream);
  expect(invoiceStream({ ...key, programme: 'indap' })).not.toBe(stream);
  expect(invoiceStream({ ...key, taxId: '10', type: '20factura' })).not.toBe(stream);
  expect(allocates.plan({}, {}, [])).toEqual([{ stream, ask: ask('a-17', '600.00') }]);
});

test('is opened by the first report, and split among several', () => {
  expect(first.map(({ type }) => type)).toEqual(['InvoiceOpened', 'InvoiceAllocated']);
  const second = allocate(after(...first), ask('a-18', '400.00'), 'res-2');
  expect(second).toMatchObject({
    events: [{ type: 'InvoiceAllocated', data: { agreement: 'a-18', change: bob('400.00') } }],
    broken: [],
  });
});

test('never makes more than its total: the refusal names who holds what', () => {
  const [refusal] = broken(allocate(after(...first), ask('a-18', '401.00')));
  expect(refusal).toMatchObject({
    code: 'INVOICE_EXCEEDED',
    values: {
      free: Money.of('400', 'BOB'),
      shortfall: Money.of('1', 'BOB'),
      holders: [{ agreement: 'a-17', expense: 'E-1', amount: Money.of('600', 'BOB') }],
    },
    cure: 'report at most 400.00 BOB of it, or have what else holds it withdrawn, or ruled ineligible where it was accepted',
  });
});

test('has one total, which binds as long as somebody else holds a part of it', () => {
  expect(codes(allocate(after(...first), ask('a-18', '1.00', '1200.00')))).toEqual([
    'INVOICE_TOTAL_DISAGREES',
  ]);
  expect(codes(allocate(after(...first), { ...ask('a-18', '1.00'), total: usd('1000.00') }))).toEqual([
    'INVOICE_TOTAL_DISAGREES',
  ]);
  const again = written(allocate(after(...first), ask('a-17', '1100.00', '1200.00'), 'res-2'));
  expect(again).toMatchObject([
    { type: 'InvoiceOpened', data: { total: bob('1200.00') } },
    { type: 'InvoiceAllocated', data: { change: bob('500.00') } },
  ]);
});

test('is free again when the expense gives it up', () => {
  const free = { invoice: key, agreement: 'a-17', expense: 'E-1', by: 'rosa', reason: 'twice' };
  const freed = frees.follow(after(...first), free, context('res-2')) as Decision<InvoiceEvent>;
  const state = after(...first, ...written(freed));
  expect(holdersOf(state)).toEqual([]);
  const again = frees.follow(state, free, context('res-3')) as Decision<InvoiceEvent>;
  expect(codes(again)).toEqual(['INVOICE_NOT_HELD']);
  expect(holdersOf(after(...first, ...written(freed), ...written(again)))).toEqual([]);
});

test('is held whole until less of it stands, and only then free for others', () => {
  const lowered = allocate(after(...first), ask('a-17', '200.00'), 'res-2');
  expect(lowered).toMatchObject({
    events: [{ type: 'InvoiceAllocated', data: { amount: bob('600.00'), change: bob('0.00') } }],
    broken: [],
  });
  const undecided = after(...first, ...written(lowered));
  expect(codes(allocate(undecided, ask('a-18', '500.00'), 'res-3'))).toEqual(['INVOICE_EXCEEDED']);

  const keeping = { invoice: key, agreement: 'a-17', expense: 'E-1', by: 'rosa', reason: 'too much' };
  const follow = (state: InvoiceState) =>
    frees.follow(state, { ...keeping, keeps: bob('200.00') }, context('res-4')) as Decision<InvoiceEvent>;
  const stands = after(...first, ...written(lowered), ...written(follow(undecided)));
  expect(holdersOf(stands)).toMatchObject([{ agreement: 'a-17', amount: Money.of('200', 'BOB') }]);
  expect(codes(allocate(stands, ask('a-18', '800.00'), 'res-5'))).toEqual([]);
  expect(codes(follow(stands))).toEqual(['INVOICE_NOT_HELD']);
});

test('is left as others have it since, where a report did not come about', () => {
  const second = written(allocate(after(...first), ask('a-18', '300.00'), 'res-2'));
  const state = after(...first, ...second);
  const undone = allocates.release(state, 'res-1', 'refused') as Decision<InvoiceEvent>;
  expect(holdersOf(after(...first, ...second, ...written(undone)))).toMatchObject([
    { agreement: 'a-18', amount: Money.of('300', 'BOB') },
  ]);
});

describe('a credit note', () => {
  const facts = { programme, known: null };
  const note = {
    ...key,
    creditNote: 'NC-1',
    amount: bob('100'),
    issuedOn: day('2022-03-20'),
    reason: 'broken',
  };
  const recorded: InvoiceEvent = {
    type: 'CreditNoteRecorded',
    data: {
      ...key,
      by: 'ana',
      creditNote: 'NC-1',
      amount: bob('100.00'),
      issuedOn: day('2022-03-20'),
      reason: 'broken',
    },
  };

  test('leaves so much less to report', () => {
    given(RecordCreditNoteHandler, ...first)
      .when(note, { facts })
      .thenAccepted(recorded);
    expect(codes(allocate(after(...first, recorded), ask('a-18', '301.00')))).toEqual(['INVOICE_EXCEEDED']);
  });

  test('leaves what is reported covered', () => {
    const [refusal] = given(RecordCreditNoteHandler, ...first)
      .when({ ...note, amount: bob('500') }, { facts })
      .thenRefused('INVOICE_EXCEEDED');
    expect(refusal!.cure).toBe(
      'first rule ineligible, remedy or withdraw 100.00 BOB of what is reported of it',
    );
    given(RecordCreditNoteHandler, ...first)
      .when({ ...note, amount: bob('1001') }, { facts })
      .thenRefused('CREDIT_NOTE_EXCEEDS_INVOICE');
  });

  test('is of an invoice that is known, and comes once', () => {
    given(RecordCreditNoteHandler).when(note, { facts }).thenRefused('INVOICE_UNKNOWN');
    const [refusal] = given(RecordCreditNoteHandler)
      .when(note, { facts: { ...facts, known: { ...key, number: '0077' } } })
      .thenRefused('INVOICE_UNKNOWN');
    expect(refusal!.cure).toBe('spell it as it was reported: factura 0077 of 1020');
    given(RecordCreditNoteHandler, ...first, recorded)
      .when(note, { facts })
      .thenRefused('CREDIT_NOTE_EXISTS');
    given(RecordCreditNoteHandler, ...first)
      .when({ ...note, amount: usd('1') }, { facts })
      .thenRefused('CURRENCY_NOT_OF_INVOICE');
    given(RecordCreditNoteHandler, ...first)
      .when({ ...note, amount: bob('0') }, { facts })
      .thenRefused('AMOUNT_NOT_POSITIVE');
  });
});
