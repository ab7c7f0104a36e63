import type { CategoryAsk, CategoryReturnAsk, CommitmentAsk, ReturnAsk } from '@tramo/budget';
import { Money } from '@tramo/kernel';
import type { AgreementEvent, DataOf } from '../agreement.events';
import type { AgreementState } from '../agreement.state';

/** What an agreement's events ask of the budget's line and of the lender's category; both follow from them alone. */

/** The category holds as much for the agreement as it was signed for. */
export const categoryReserved = (intended: readonly AgreementEvent[]): readonly CategoryAsk[] =>
  intended.flatMap((event) => {
    if (event.type !== 'AgreementSigned' || event.data.reserved === null) return [];
    const { agreement, credit, reserved } = event.data;
    const { financing, share, category, amount, rate } = reserved;
    const original = rate === null ? null : credit;
    return [{ financing, share, category, reservationId: agreement, amount, original, rate, agreement }];
  });

/** More of the category where an addendum reserves more. */
export const categoryReservedMore = (
  _body: unknown,
  { contract }: AgreementState,
  intended: readonly AgreementEvent[],
): readonly CategoryAsk[] =>
  intended.flatMap((event) => {
    if (event.type !== 'AddendumSigned' || event.data.reservedChange === null || !contract?.reserved)
      return [];
    const { agreement, credit } = event.data;
    const { amount, rate } = event.data.reservedChange;
    if (!Money.parse(amount).isPositive()) return [];
    const { financing, share, category } = contract.reserved;
    const original = rate === null ? null : Money.parse(credit).minus(contract.credit).toJSON();
    return [{ financing, share, category, reservationId: agreement, amount, original, rate, agreement }];
  });

/** Less of it where an addendum reserves less, and none when the agreement is closed. */
export const categoryFreed = (
  _body: unknown,
  { contract }: AgreementState,
  written: readonly AgreementEvent[],
): readonly CategoryReturnAsk[] =>
  written.flatMap((event) => {
    const amount = freedBy(event);
    if (!amount?.isPositive() || !contract?.reserved) return [];
    const { financing } = contract.reserved;
    const { agreement } = event.data;
    const reference = event.type === 'AddendumSigned' ? event.data.reference : contract.reference;
    return [
      {
        financing,
        reservationId: agreement,
        from: 'reserved',
        to: 'free',
        amount: amount.toJSON(),
        reference,
      },
    ];
  });

function freedBy(event: AgreementEvent): Money | undefined {
  if (event.type === 'AgreementClosed') {
    return event.data.reservedLeft === null ? undefined : Money.parse(event.data.reservedLeft);
  }
  if (event.type !== 'AddendumSigned' || event.data.reservedChange === null) return undefined;
  return Money.parse(event.data.reservedChange.amount).negate();
}

/** The year's line takes the instalments. */
export const commitmentsMade = (
  { by }: { readonly by: string },
  { contract }: AgreementState,
  intended: readonly AgreementEvent[],
): readonly CommitmentAsk[] => {
  const signed = intended.find((event) => event.type === 'AgreementSigned');
  return intended.flatMap((event) => {
    if (event.type !== 'InstalmentCommitted') return [];
    const { line, agreement } = event.data;
    const reference = contract?.reference ?? signed?.data.reference ?? agreement;
    return [{ ...ofYear(event.data, by), reference, line, agreement }];
  });
};

/** What was not accrued is available on the line again; what lapsed with its year is gone already. */
export const commitmentsReleased = (
  { by }: { readonly by: string },
  _state: AgreementState,
  written: readonly AgreementEvent[],
): readonly ReturnAsk[] =>
  written.flatMap((event) => {
    if (event.type !== 'InstalmentReleased' || event.data.lapsed) return [];
    const reference = event.data.reason;
    return [{ ...ofYear(event.data, by), reference, from: 'committed', to: 'available' } as const];
  });

const ofYear = (
  { programme, budgetYear, commitment, amount, correctsOn }: DataOf<'InstalmentCommitted'>,
  by: string,
) => ({ programme, year: budgetYear, id: commitment, amount, by, correctsOn });
