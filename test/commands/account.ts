import { Type } from '@sinclair/typebox';
import { Rejection, accept } from '@tramo/kernel';
import { LedgerCommand, decides, defineDecider, defineEvent, fact } from '@tramo/event-log';

export const AccountOpened = defineEvent('TestAccountOpened', Type.Object({ owner: Type.String() }));
export const MoneyDeposited = defineEvent('TestMoneyDeposited', Type.Object({ amountMinor: Type.Integer() }));
export const MoneyWithdrawn = defineEvent(
  'TestMoneyWithdrawn',
  Type.Object({ amountMinor: Type.Integer(), at: Type.String() }),
);
export const accountEvents = [AccountOpened, MoneyDeposited, MoneyWithdrawn] as const;

export interface AccountState {
  readonly owner: string | undefined;
  readonly balanceMinor: number;
}

export const account = defineDecider({
  events: accountEvents,
  initial: { owner: undefined, balanceMinor: 0 },
  evolve: (state: AccountState, event): AccountState => {
    switch (event.type) {
      case 'TestAccountOpened':
        return { ...state, owner: event.data.owner };
      case 'TestMoneyDeposited':
        return { ...state, balanceMinor: state.balanceMinor + event.data.amountMinor };
      case 'TestMoneyWithdrawn':
        return { ...state, balanceMinor: state.balanceMinor - event.data.amountMinor };
    }
  },
});

export class OpenAccount extends LedgerCommand<{ owner: string }> {}
export const OpenAccountHandler = decides(OpenAccount, {
  decider: account,
  creates: 'account',
  decide: (_state, { owner }) => accept([{ type: 'TestAccountOpened', data: { owner } }]),
});

export class Deposit extends LedgerCommand<{ account: string; amountMinor: number }> {}
export const DepositHandler = decides(Deposit, {
  decider: account,
  stream: (body) => body.account,
  decide: (_state, { amountMinor }) => accept([{ type: 'TestMoneyDeposited', data: { amountMinor } }]),
});

export class Withdraw extends LedgerCommand<{ account: string; amountMinor: number }> {}
export const WithdrawHandler = decides(Withdraw, {
  decider: account,
  stream: (body) => body.account,
  decide: (state, { amountMinor }, { now }) =>
    accept(
      [{ type: 'TestMoneyWithdrawn', data: { amountMinor, at: now } }],
      state.balanceMinor < amountMinor
        ? [
            new Rejection({
              code: 'BALANCE_TOO_LOW',
              message: 'the balance covers the withdrawal',
              values: { balanceMinor: state.balanceMinor, amountMinor },
              cure: 'deposit the difference',
            }),
          ]
        : [],
    ),
});

/** Relies on another account: matches what its guarantor holds. */
export class DepositMatched extends LedgerCommand<{ account: string; guarantor: string }> {}
export const DepositMatchedHandler = decides(DepositMatched, {
  decider: account,
  stream: (body) => body.account,
  facts: {
    guarantee: fact(
      account,
      (body) => body.guarantor,
      (state) => ({ balanceMinor: state.balanceMinor }),
    ),
  },
  decide: (_state, _body, { facts }) => {
    const { balanceMinor } = facts.guarantee;
    if (balanceMinor > 0)
      return accept([{ type: 'TestMoneyDeposited', data: { amountMinor: balanceMinor } }]);
    return new Rejection({ code: 'GUARANTOR_HAS_NOTHING', message: 'the guarantor holds something' });
  },
});
