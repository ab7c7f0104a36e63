import type { CommitmentMove, CommitmentReturn } from '@tramo/budget';
import type { LocalDate, MoneyJson } from '@tramo/kernel';
import type { AgreementEvent, DataOf } from '../agreement.events';
import type { AgreementState } from '../agreement.state';
import type { Place } from '../shapes';

/** What a command asks of other streams, by what it is going to write. */
export const askedBy =
  <Type extends AgreementEvent['type'], Ask>(type: Type, askOf: (data: DataOf<Type>) => Ask | null) =>
  (_body: unknown, _state: AgreementState, intended: readonly AgreementEvent[]): readonly Ask[] =>
    intended.flatMap((event) => {
      const ask = event.type === type ? askOf(event.data as DataOf<Type>) : null;
      return ask === null ? [] : [ask];
    });

interface OfCommitment {
  readonly programme: string;
  readonly agreement: string;
  readonly tranche: number;
  readonly place: Place;
  readonly commitment: string | null;
  readonly amount: MoneyJson;
  readonly affiliation: { readonly person: string };
  readonly correctsOn: LocalDate | null;
}

/** From one station of its year's commitment to another. */
export const movement = <Move extends CommitmentMove | CommitmentReturn>(data: OfCommitment, move: Move) =>
  data.commitment === null
    ? null
    : {
        programme: data.programme,
        year: data.place.budgetYear,
        id: data.commitment,
        ...move,
        amount: data.amount,
        reference: referenceOf(data),
        by: data.affiliation.person,
        correctsOn: data.correctsOn,
      };

export const referenceOf = ({ agreement, tranche }: Pick<OfCommitment, 'agreement' | 'tranche'>): string =>
  `tranche ${tranche} of ${agreement}`;
