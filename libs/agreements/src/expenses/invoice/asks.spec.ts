import { agreement } from '../../agreement';
import type { AgreementEvent } from '../../agreement.events';
import { bob } from '../../agreement.testing';
import { accepted, paid, remedied, reported, ruledOut, withdrawn } from '../expenses.testing';
import { givesBackFormerInvoice, givesBackInvoice, holdsInvoice } from './asks';
import { invoiceStream } from './invoice';

const by = { by: 'rosa' };
const key = { programme: 'par2', taxId: '1020', type: 'factura', number: '77' };
const other = { taxId: '1020', type: 'factura', number: '78', total: bob('1000.00') };
const asks = (
  of: ReturnType<typeof givesBackInvoice> | ReturnType<typeof holdsInvoice>,
  before: readonly AgreementEvent[],
  event: AgreementEvent,
) => {
  const state = [...paid, ...before].reduce(agreement.evolve, agreement.initial);
  return of.plan(by, state, [event] as never);
};
const freed = (reason: string) => [
  {
    stream: invoiceStream(key),
    ask: { invoice: key, agreement: 'a-17', expense: 'E-1', by: 'rosa', reason },
  },
];

test('a report holds all it is of, with its tax', () => {
  expect(asks(holdsInvoice(), [], reported())).toMatchObject([
    { stream: invoiceStream(key), ask: { amount: bob('1000.00'), total: bob('1000.00') } },
  ]);
});

test('what is withdrawn or ruled out gives its part back', () => {
  expect(asks(givesBackInvoice(), [reported()], withdrawn)).toEqual(freed('twice'));
  expect(asks(givesBackInvoice(), [reported(), accepted()], ruledOut(true))).toEqual(
    freed('not in the plan'),
  );
});

test('and what holds nothing any more gives nothing back, though history withdraws it again', () => {
  expect(asks(givesBackInvoice(), [reported(), withdrawn], withdrawn)).toEqual([]);
  expect(asks(givesBackInvoice(), [reported(), ruledOut(false)], withdrawn)).toEqual([]);
});

test('what is remedied with another invoice gives the first one back', () => {
  const again = givesBackFormerInvoice();
  expect(asks(again, [reported()], remedied('E-1', { invoice: other }))).toEqual(
    freed('the invoice is attached'),
  );
  expect(asks(again, [reported()], remedied())).toEqual([]);
  expect(asks(again, [reported(), withdrawn], remedied('E-1', { invoice: other }))).toEqual([]);
});

test('what is remedied with less of the same invoice gives the difference back, and with more nothing', () => {
  const again = givesBackFormerInvoice();
  const less = remedied('E-1', { net: bob('500.00'), tax: bob('0.00') });
  const [{ stream, ask }] = freed('the invoice is attached') as [ReturnType<typeof freed>[number]];
  expect(asks(again, [reported()], less)).toEqual([{ stream, ask: { ...ask, keeps: bob('500.00') } }]);
  expect(asks(again, [reported()], remedied('E-1', { net: bob('900.00') }))).toEqual([]);
});
