import type { DecisionContext, Fact } from '@tramo/event-log';
import { Rejection, type LocalDate } from '@tramo/kernel';
import { programmeFact, rulesOfProgramme, type ProgrammeAnswer } from '@tramo/programmes';
import { accountStream, type AccountState, type OpenedAccount } from '../account.state';
import { accountClosed, accountUnknown, beforeAccount, correctsTheFuture } from '../refusals';

/** Which account of which programme. */
export type AskedOfAccount = { readonly programme: string; readonly account: string };
/** And which closed month is put right by what is posted to an open one. */
export type AskedPosting = AskedOfAccount & { readonly correctsOn?: string | null };

export const streamOf = ({ account }: AskedOfAccount): string => accountStream(account);

/** What every command asks of the programme: whether it exists, its books and whether the month is open. */
export const programmeOf = <Body extends AskedOfAccount>(): {
  readonly programme: Fact<Body, AccountState, ProgrammeAnswer>;
} => ({
  programme: programmeFact<Body, AccountState>({ programme: (body) => body.programme, lines: () => [] }),
});

/** What a decision stands on: the account it is about, and the rules broken before it begins. */
export interface Ground {
  readonly account: OpenedAccount;
  readonly broken: readonly Rejection[];
  /** What every event of the account says. */
  readonly of: { readonly programme: string; readonly account: string; readonly by: string };
  /** What every event that posts says. */
  readonly posting: Ground['of'] & {
    readonly entity: string;
    readonly financing: string | null;
    readonly correctsOn: LocalDate | null;
  };
}

type Context = Pick<
  DecisionContext<{ readonly programme: ProgrammeAnswer }>,
  'actor' | 'effectiveOn' | 'facts'
>;

/** An account of another programme is none of this one's. */
export function groundOf(
  { opened, closed }: AccountState,
  { programme, account: id, correctsOn }: AskedPosting,
  { actor, effectiveOn, facts }: Context,
): Ground | Rejection {
  const rules = rulesOfProgramme(facts.programme, { programme, effectiveOn });
  if (rules instanceof Rejection) return rules;
  if (opened?.programme !== programme) return accountUnknown(id);
  const corrected = (correctsOn ?? null) as LocalDate | null;
  const of = { programme, account: id, by: actor };
  return {
    account: opened,
    of,
    posting: { ...of, entity: opened.entity, financing: opened.financing, correctsOn: corrected },
    broken: [
      ...(closed ? [accountClosed(id)] : []),
      ...(corrected !== null && corrected >= effectiveOn ? [correctsTheFuture(corrected, effectiveOn)] : []),
      ...rules,
      ...(opened.openedOn !== null && effectiveOn < opened.openedOn
        ? [beforeAccount(id, opened.openedOn, effectiveOn)]
        : []),
    ],
  };
}
