import { commitsLine, reservesCategory } from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, Rejection, type CurrencyCode, type LocalDate } from '@tramo/kernel';
import { linesOf, programmeFact, rulesOfProgramme, type AskedLine } from '@tramo/programmes';
import { accountFact, type AccountAnswer } from '@tramo/treasury';
import { agreement } from '../agreement';
import type { AgreementEvent, DataOf } from '../agreement.events';
import type { AgreementState } from '../agreement.state';
import { allianceFact, plannedCreditFact, signsAlliance } from '../alliances';
import { doneBy, type AskedOfAgreement } from '../ground';
import { actsOfAlliance, dutiesMet, dutyFacts, streamOf, type ByPerson } from '../asking';
import { commitmentOf, instalmentsByYear } from './contract.state';
import { categoryReserved, commitmentsMade } from './elsewhere';
import { lenderFact, pastClosing, reservedBy, signingRates, type AskedLender } from './lender';
import { beyondPlan, parties, type AskedParties } from './parties';
import { accountOfOrganisation } from './payee-account';
import { practiceFact } from './practice';
import { agreementExists, correctsTheFuture } from './refusals';
import { termsOf, type AskedTerms } from './terms';
import { termsBroken } from './terms-rules';

type Body = AskedOfAgreement &
  AskedTerms &
  AskedParties & {
    /** As people cite it. */
    readonly reference: string;
    readonly line: AskedLine;
    readonly lender?: AskedLender | null;
    readonly startsOn: LocalDate;
    /** The organisation's account that tranches go to; it may be named later. */
    readonly payee?: string | null;
  };
type Asked = ByPerson<Body>;

export class SignAgreement extends CommandOfPerson<Body> {}

export const SignAgreementHandler = decides(SignAgreement, {
  decider: agreement,
  stream: streamOf,
  facts: {
    ...dutyFacts<Body>('changed-account'),
    programme: programmeFact<Asked, AgreementState>({
      programme: ({ programme }) => programme,
      lines: ({ line }) => [line],
    }),
    practice: practiceFact<Body>(),
    alliance: allianceFact<Asked, AgreementState>({ alliance: ({ alliance }) => alliance ?? null }),
    planned: plannedCreditFact<Asked, AgreementState>({ alliance: ({ alliance }) => alliance ?? null }),
    payee: accountFact<Asked, AgreementState>({ account: ({ payee }) => payee ?? null }),
    lender: lenderFact<Body>(),
    ...signingRates<Body>(),
  },
  reserves: {
    category: reservesCategory<Asked, AgreementState, AgreementEvent>((_body, _state, intended) =>
      categoryReserved(intended),
    ),
    commitment: commitsLine<Asked, AgreementState, AgreementEvent>(commitmentsMade),
    // Last, because whether it may be signed is known before: what is refused elsewhere leaves nothing on it.
    alliance: signsAlliance<Asked, AgreementState>(({ alliance, agreement: id, by }) =>
      alliance ? { alliance, agreement: id, by } : undefined,
    ),
  },
  triesFirst: true,
  decide: (state, body, context) => {
    const { programme } = body;
    const { effectiveOn, facts } = context;
    const rules = rulesOfProgramme(facts.programme, { programme, effectiveOn, pathOf: () => 'line' });
    if (rules instanceof Rejection) return rules;
    if (state.contract) return agreementExists(body.agreement);
    const currency = facts.programme.bookCurrency as CurrencyCode;
    const terms = termsOf(body, { startsOn: body.startsOn, currency });
    if (terms instanceof Rejection) return terms;
    const between = parties(body, facts.alliance);
    if (between instanceof Rejection) return between;
    const line = linesOf(facts.programme, [body.line])[0]!;
    const reserved = reservedBy(body, { line, credit: terms.credit, on: effectiveOn, facts });
    if (reserved instanceof Rejection) return reserved;
    const payee = payeeOf(body, { ...between, credit: terms.credit, account: facts.payee });
    if (payee instanceof Rejection) return payee;
    const duties = body.payee
      ? dutiesMet(
          { act: 'changed-account', agreement: body.agreement },
          actsOfAlliance(facts.alliance),
          context,
        )
      : { refused: [], found: [] };
    const correctsOn = (body.correctsOn ?? null) as LocalDate | null;
    const of = { programme, agreement: body.agreement, ...doneBy(context, facts.people), correctsOn };
    const { kind, alliance, organisation } = between;
    const data: DataOf<'AgreementSigned'> = {
      ...of,
      kind,
      reference: body.reference,
      alliance,
      organisation,
      entity: line.entity,
      line,
      ...terms,
      credit: terms.credit.toJSON(),
      payee: body.payee ?? null,
      reserved: reserved && heldOf(reserved),
    };
    const { lender, practice } = facts;
    return accept(
      [
        { type: 'AgreementSigned', data },
        ...(practice.lineAtSignature ? committedAtOnce(data, effectiveOn) : []),
      ],
      [
        ...rules,
        ...correctsTheFuture(correctsOn, effectiveOn),
        ...between.broken,
        ...beyondPlan(facts.planned, terms.credit),
        ...termsBroken(terms, practice.tolerance),
        ...(reserved ? pastClosing(terms.endsOn, lender.closingDate, practice.closingMarginDays) : []),
        ...payee,
        ...duties.refused,
      ],
      duties.found,
    );
  },
});

type Reserved = Exclude<ReturnType<typeof reservedBy>, Rejection | null>;

const heldOf = ({ financing, share, category, eligibleAt, amount, rate }: Reserved) => ({
  financing,
  share,
  category,
  eligibleAt,
  amount: amount.toJSON(),
  rate,
});

type Of = Parameters<typeof accountOfOrganisation>[2];

const payeeOf = (
  { payee, programme }: Pick<Body, 'payee' | 'programme'>,
  { account, ...of }: Omit<Of, 'programme'> & { readonly account: AccountAnswer },
): readonly Rejection[] | Rejection =>
  payee ? accountOfOrganisation(payee, account, { ...of, programme }, 'payee') : [];

/** Where the country demands the line with the signature, the instalments of the year are committed by it. */
function committedAtOnce(data: DataOf<'AgreementSigned'>, effectiveOn: LocalDate): readonly AgreementEvent[] {
  const { programme, agreement: id, affiliation, on, correctsOn, line } = data;
  const budgetYear = effectiveOn.slice(0, 4);
  const amount = instalmentsByYear(data.tranches).get(budgetYear);
  if (!amount) return [];
  const commitment = commitmentOf(id, budgetYear);
  const of = { programme, agreement: id, affiliation, on, correctsOn };
  return [
    {
      type: 'InstalmentCommitted',
      data: { ...of, budgetYear, commitment, line, amount: amount.toJSON() },
    },
  ];
}
