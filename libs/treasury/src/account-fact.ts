import { fact, type Fact } from '@tramo/event-log';
import type { CurrencyCode, LocalDate, MoneyJson } from '@tramo/kernel';
import { account } from './account';
import { accountStream, freeOf, type AccountState } from './account.state';
import type { Done, Verified } from './events/shapes';
import type { AccountKind } from './kinds';

/** An account as another stream's decision needs it. */
export type AccountAnswer =
  | { readonly exists: false }
  | {
      readonly exists: true;
      readonly programme: string;
      readonly entity: string;
      readonly holder: string;
      readonly kind: AccountKind;
      readonly financing: string | null;
      readonly currency: CurrencyCode;
      readonly bank: string;
      readonly number: string;
      readonly state: 'open' | 'closed';
      readonly verified: { readonly on: LocalDate; readonly by: readonly string[] } | null;
      /** Who opened the account, or changed it last. */
      readonly changedBy: DoneValue | null;
      /** All since then; of one that lost its verification, since it was lost. */
      readonly verifications: readonly DoneValue[];
      readonly balance: MoneyValue;
      readonly held: MoneyValue;
      readonly free: MoneyValue;
    };

type DoneValue = {
  readonly by: string;
  readonly on: LocalDate;
  readonly affiliation: {
    readonly person: string;
    readonly employer: string | null;
    readonly hiredBy: string | null;
  };
};
type MoneyValue = { readonly [Field in keyof MoneyJson]: MoneyJson[Field] };

/** What is recorded with an event stays small, however often an account is looked at again. */
const VERIFICATIONS_MAX = 10;

interface Question<Body, State> {
  /** Null where none is named. */
  account(body: Body, state: State): string | null;
}

export const accountFact = <Body, State>(question: Question<Body, State>): Fact<Body, State, AccountAnswer> =>
  fact(
    account,
    (body: Body, state: State) => accountStream(question.account(body, state) ?? ''),
    accountAnswer,
  );

export function accountAnswer({ opened, closed, verification }: AccountState): AccountAnswer {
  if (!opened) return { exists: false };
  const { programme, entity, holder, kind, financing, currency, bank, number, balance, held } = opened;
  return {
    exists: true,
    programme,
    entity,
    holder,
    kind,
    financing,
    currency,
    bank,
    number,
    state: closed ? 'closed' : 'open',
    verified: verification?.verified ? verifiedValue(verification.verified) : null,
    changedBy: verification ? doneValue(verification.changedBy) : null,
    verifications: (verification?.checks ?? []).slice(-VERIFICATIONS_MAX).map(doneValue),
    balance: balance.toJSON(),
    held: held.toJSON(),
    free: freeOf(opened).toJSON(),
  };
}

const verifiedValue = ({ on, by }: Verified) => ({ on, by: [...by] });
const doneValue = ({ by, on, affiliation }: Done): DoneValue => ({ by, on, affiliation: { ...affiliation } });
