import type { MoneyJson } from '@tramo/kernel';
import type { ReceiveDeposit, ReceiveRefund } from '@tramo/treasury';
import type { WorkEvent } from './work.events';
import type { WorkState } from './work.state';

/** What comes to the fund's accounts from outside, as the treasury is told. */

type Written = readonly WorkEvent[];

/** What a municipality has paid in is on the collection account, and what the contractor gives back of that. */
export const depositArrived = (
  _body: unknown,
  _state: WorkState,
  written: Written,
): readonly ReceiveDeposit[] =>
  written.flatMap((event) => {
    if (event.type === 'WorksAdvanceReturned') {
      const { programme, collection: account, shared, reference } = event.data;
      const deposit = advanceReturnOf(event.data);
      return account === null
        ? []
        : [{ programme, account, deposit, amount: plain(shared.municipal), reference }];
    }
    if (event.type !== 'MunicipalShareDeposited' || event.data.account === null) return [];
    const { programme, work, account, deposit, amount, reference } = event.data;
    return [{ programme, account, deposit: `${work}-${deposit}`, amount: plain(amount), reference }];
  });

/** And on the operating account, what he gives back of the lender's. */
export const refundArrived = (
  _body: unknown,
  _state: WorkState,
  written: Written,
): readonly ReceiveRefund[] =>
  written.flatMap((event) => {
    if (event.type !== 'WorksAdvanceReturned' || event.data.account === null) return [];
    const { programme, account, shared, reference } = event.data;
    return [
      { programme, account, refund: advanceReturnOf(event.data), amount: plain(shared.lender), reference },
    ];
  });

const advanceReturnOf = ({ work, number }: { readonly work: string; readonly number: number }): string =>
  `${work}-advance-return-${number}`;

const plain = ({ amount, currency }: MoneyJson) => ({ amount, currency });
