import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Money, Rejection, type LocalDate, type MoneyJson } from '@tramo/kernel';
import { financingStream } from '../codes';
import type { WITHDRAWAL_KINDS } from './financing.events';
import { financing, type FinancingState } from './financing.state';
import { groundOf, programmeMissing } from './ground';
import { amountNotPositive, positiveAmount } from './refusals';

export type SignFinancingAgreementBody = {
  readonly financing: string;
  readonly programme: string;
  readonly lender: string;
  readonly number: string;
  readonly amount: { readonly amount: string; readonly currency: string };
  readonly closingDate: LocalDate;
  readonly graceEnd: LocalDate;
  readonly withdrawals: readonly (typeof WITHDRAWAL_KINDS)[number][];
  readonly specialAccounts: readonly {
    readonly code: string;
    readonly name: string;
    readonly ceiling: { readonly amount: string; readonly currency: string };
  }[];
};

export class SignFinancingAgreement extends LedgerCommand<SignFinancingAgreementBody> {}

export const SignFinancingAgreementHandler = decides(SignFinancingAgreement, {
  decider: financing,
  stream: (body: SignFinancingAgreementBody) => financingStream(body.financing),
  facts: {
    ground: groundOf(
      (body: SignFinancingAgreementBody) => body.programme,
      () => null,
    ),
  },
  decide: (state, body, { facts }) => {
    if (state.agreement) return financingExists(body.financing, state.agreement);
    const missing = programmeMissing(facts.ground, body.programme);
    if (missing) return missing;
    const amount = Money.asked(body.amount);
    if (!amount.isPositive()) return amountNotPositive(amount, 'amount');
    const accounts = specialAccounts(body, amount);
    if (accounts instanceof Rejection) return accounts;
    const { financing: code, programme, lender, number, closingDate, graceEnd, withdrawals } = body;
    if (graceEnd < closingDate) return graceEndsBeforeClosing(closingDate, graceEnd);
    return accept([
      {
        type: 'FinancingAgreementSigned',
        data: {
          programme,
          financing: code,
          lender,
          number,
          amount: amount.toJSON(),
          closingDate,
          graceEnd,
          withdrawals: [...withdrawals],
          specialAccounts: accounts,
        },
      },
    ]);
  },
});

type SpecialAccount = { readonly code: string; readonly name: string; readonly ceiling: MoneyJson };

function specialAccounts(
  { financing: code, specialAccounts: asked }: SignFinancingAgreementBody,
  amount: Money,
): SpecialAccount[] | Rejection {
  const agreement = { financing: code, currency: amount.currency.code };
  const accounts: SpecialAccount[] = [];
  for (const [index, account] of asked.entries()) {
    const ceiling = positiveAmount(agreement, account.ceiling, `specialAccounts.${index}.ceiling`);
    if (ceiling instanceof Rejection) return ceiling;
    if (accounts.some((other) => other.code === account.code)) return specialAccountTwice(account.code);
    accounts.push({ code: account.code, name: account.name, ceiling: ceiling.toJSON() });
  }
  return accounts;
}

const financingExists = (
  code: string,
  { programme, amount }: NonNullable<FinancingState['agreement']>,
): Rejection =>
  new Rejection({
    code: 'FINANCING_EXISTS',
    category: 'conflict',
    message: `the financing agreement ${code} is signed already`,
    values: { financing: code, programme, amount },
    cure: 'choose another code',
    field: 'financing',
  });

const graceEndsBeforeClosing = (closingDate: LocalDate, graceEnd: LocalDate): Rejection =>
  new Rejection({
    code: 'GRACE_ENDS_BEFORE_CLOSING',
    message: 'the days of grace come after the closing date',
    values: { closingDate, graceEnd },
    cure: `name ${closingDate} or a later day`,
    field: 'graceEnd',
  });

const specialAccountTwice = (account: string): Rejection =>
  new Rejection({
    code: 'SPECIAL_ACCOUNT_TWICE',
    message: `the special account ${account} is named twice`,
    values: { account },
    cure: 'give each special account a code of its own',
    field: 'specialAccounts',
  });
