import { Rejection, fold, type Decision } from '@tramo/kernel';
import type { ReservationContext } from '@tramo/event-log';
import { given } from '../../../../../test/support/decider-kit';
import { bob, today } from '../../agreement.testing';
import { ReportExpenseHandler } from '../commands/report-expense';
import { askedReport, byRosa, facts, paid, reported } from '../expenses.testing';
import { allocatesInvoice } from './allocates-invoice';
import { invoice, invoiceStream, knownAs, type InvoiceKey, type InvoiceState } from './invoice';
import type { InvoiceEvent } from './invoice.events';
import { namesInvoice } from './names-invoice';
import { isSameInvoice, isSpeltAsMeant, meetingStream } from './spelling';

const key: InvoiceKey = { programme: 'par2', taxId: '1020', type: 'factura', number: '778' };
const zeros = { ...key, number: '000778' };

test.each([
  ['number', '000778'],
  ['number', '000-778'],
  ['number', '000778.'],
  ['number', 'N° 000778'],
  ['number', 'Nº778'],
  ['number', 'No. 778'],
  ['number', 'Nro. 0778'],
  ['number', 'número 778'],
  ['number', '# 778'],
  ['number', '000\u200B778'],
  ['number', '\uFEFF7\u00AD7\u31648'],
  ['number', '７７８'],
  ['number', ' 7 7 8 '],
  ['type', 'FACTURA'],
  ['type', 'facturá'],
  ['type', 'FACT.'],
  ['type', 'fac\u200Dtura'],
  ['taxId', '01020'],
  ['taxId', '10-20'],
  ['taxId', 'NIT 1020'],
] as const)('an invoice is the same with its %s spelt %j', (field, spelt) => {
  expect(isSameInvoice(key, { ...key, [field]: spelt })).toBe(true);
});

test.each([
  ['number', '7780'],
  ['number', 'A-778'],
  ['number', 'N'],
  ['type', 'recibo'],
  ['taxId', '10200'],
  ['programme', 'indap'],
] as const)('an invoice is another one with its %s %j', (field, other) => {
  expect(isSameInvoice(key, { ...key, [field]: other })).toBe(false);
});

test('what is nothing but punctuation is told apart by it', () => {
  expect(isSameInvoice({ ...key, number: '--' }, { ...key, number: '//' })).toBe(false);
  expect(isSameInvoice({ ...key, number: '000' }, { ...key, number: '0' })).toBe(true);
});

/** Streams were named before spellings met: where the spelling is plain the name is the same. */
test('keeps the names of streams that there are', () => {
  expect(invoiceStream(key)).toBe('invoice-484e4cc2d9f9e3e1b8726430cbb694bf5ef272c98d190d0e0fdd11baeb286a7c');
  expect(isSpeltAsMeant(key)).toBe(true);
  expect(isSpeltAsMeant({ ...key, type: ' Factura ' })).toBe(true);
  expect(meetingStream(zeros)).toBe(invoiceStream(key));
  expect(isSpeltAsMeant(zeros)).toBe(false);
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
const after = (...events: readonly InvoiceEvent[]): InvoiceState => fold(invoice, events);
const names = namesInvoice<object, unknown, InvoiceEvent>(() => [
  { invoice: key, by: 'rosa' },
  { invoice: zeros, by: 'rosa' },
]);
const name = (state: InvoiceState, asked: InvoiceKey, id = 'res-1') =>
  names.reserve(state, { invoice: asked, by: 'rosa' }, context(id)) as Decision<InvoiceEvent>;
const written = (decision: Decision<InvoiceEvent>): readonly InvoiceEvent[] =>
  decision instanceof Rejection ? [] : decision.events;
const codes = (decision: Decision<InvoiceEvent>): readonly string[] =>
  decision instanceof Rejection ? [decision.code] : decision.broken.map(({ code }) => code);
const allocation = {
  agreement: 'a-17',
  expense: 'E-1',
  by: 'rosa',
  total: bob('1000.00'),
  amount: bob('1000.00'),
};
const allocates = allocatesInvoice<object, unknown, InvoiceEvent>(() => []);
const allocate = (state: InvoiceState, asked: InvoiceKey) =>
  allocates.reserve(state, { ...allocation, invoice: asked }, context('res-2')) as Decision<InvoiceEvent>;

describe('where spellings meet', () => {
  test('it is said how an invoice is spelt, where that is not plain', () => {
    expect(names.plan({}, {}, [])).toEqual([
      { stream: invoiceStream(key), ask: { invoice: zeros, by: 'rosa' } },
    ]);
    const named = after(...written(name(after(), zeros)));
    expect(knownAs(named)).toEqual(zeros);
    expect(codes(name(named, zeros, 'res-3'))).toEqual([]);
  });

  test('of two that are reported at the same time the second is refused, whichever is plain', () => {
    const named = after(...written(name(after(), zeros)));
    expect(codes(name(named, { ...zeros, number: '0778' }, 'res-3'))).toEqual(['INVOICE_SPELT_OTHERWISE']);
    expect(codes(allocate(named, key))).toEqual(['INVOICE_SPELT_OTHERWISE']);
    const plain = after(...written(allocate(after(), key)));
    expect(knownAs(plain)).toEqual(key);
    expect(codes(name(plain, zeros))).toEqual(['INVOICE_SPELT_OTHERWISE']);
  });

  test('nothing is known of a report that did not come about', () => {
    const named = [...written(name(after(), zeros))];
    const undone = names.release(after(...named), 'res-1', 'refused') as Decision<InvoiceEvent>;
    expect(knownAs(after(...named, ...written(undone)))).toBeNull();
    const again = written(name(after(...named), zeros, 'res-3'));
    expect(knownAs(after(...named, ...again, ...written(undone)))).toEqual(zeros);
  });
});

describe('a report', () => {
  const asked = { ...askedReport, invoice: { ...askedReport.invoice, number: 'N° 0077' } };

  test('is kept with the spelling by which its invoice is known', () => {
    const known = { programme: 'par2', taxId: '1020', type: 'factura', number: '77' };
    given(ReportExpenseHandler, ...paid)
      .when(asked, { ...byRosa, facts: { ...facts, known } })
      .thenAccepted(reported());
    given(ReportExpenseHandler, ...paid)
      .when(asked, byRosa)
      .thenAccepted(reported('E-1', { invoice: asked.invoice }));
  });

  test('finds what its agreement holds since before spellings met', () => {
    const before = reported('E-0', {
      invoice: { ...askedReport.invoice, number: '000-77' },
      subsidy: bob('100.00'),
    });
    given(ReportExpenseHandler, ...paid, before)
      .when(asked, byRosa)
      .thenAccepted(reported('E-1', { invoice: { ...askedReport.invoice, number: '000-77' } }));
  });
});
