import {
  categoryFact,
  freesCategory,
  inLendersCurrency,
  lenderRateFacts,
  reservesCategory,
} from '@tramo/budget';
import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, canonicalJson, Rejection, type LocalDate } from '@tramo/kernel';
import { agreement } from '../agreement';
import type { AgreementEvent, DataOf } from '../agreement.events';
import { currencyOf, type AgreementState } from '../agreement.state';
import { beyondPromiseUnder } from '../counterpart/beyond-promise';
import { restsOn } from '../days';
import { doneBy, groundOf, standing, type AskedOfAgreement } from '../ground';
import { isTaken } from '../ids';
import { addendumExists, addendumWithoutChange } from './addendum-refusals';
import { addendumBroken, promisesChanged, yearsChanged } from './addendum-rules';
import { stepFacts, streamOf, type ByPerson } from '../asking';
import type { Contract } from './contract.state';
import { categoryFreed, categoryReservedMore } from './elsewhere';
import { pastClosing, type RatesSeen } from './lender';
import { practiceFact } from './practice';
import { termsOf, type AskedTerms, type Terms } from './terms';
import { termsBroken } from './terms-rules';

/** Whatever is left out stays as it was agreed. */
type Body = AskedOfAgreement &
  Partial<AskedTerms> & {
    readonly addendum: string;
    /** As people cite it. */
    readonly reference: string;
    readonly reason: string;
  };
type Asked = ByPerson<Body>;

export class SignAddendum extends CommandOfPerson<Body> {}

export const SignAddendumHandler = decides(SignAddendum, {
  decider: agreement,
  stream: streamOf,
  facts: {
    ...stepFacts<Body>(),
    practice: practiceFact<Body>(),
    category: categoryFact<Asked, AgreementState>({
      financing: (_body, { contract }) => contract?.reserved?.financing ?? null,
      share: (_body, { contract }) => contract?.reserved?.share ?? '',
      category: (_body, { contract }) => contract?.reserved?.category ?? null,
      reservation: () => null,
    }),
    ...lenderRateFacts<Asked, AgreementState>({
      act: 'sign-agreement',
      programme: ({ programme }) => programme,
      pair: (_body, { contract }) => {
        const quote = contract ? currencyOf(contract) : 'USD';
        return { base: contract?.reserved?.amount.currency.code ?? quote, quote };
      },
    }),
  },
  reserves: {
    category: reservesCategory<Asked, AgreementState, AgreementEvent>(categoryReservedMore),
  },
  follows: { freed: freesCategory<Asked, AgreementState, AgreementEvent>(categoryFreed) },
  triesFirst: true,
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context, [restsOn.addenda]);
    if (ground instanceof Rejection) return ground;
    const { contract } = ground;
    if (isTaken(contract.addenda, body.addendum)) return addendumExists(body.addendum);
    const { startsOn } = contract;
    const terms = termsOf(changedBy(body, contract), { startsOn, currency: currencyOf(contract) });
    if (terms instanceof Rejection) return terms;
    const { effectiveOn, facts } = context;
    const reservedChange = changeOfReserved(contract, terms, { on: effectiveOn, facts });
    if (reservedChange instanceof Rejection) return reservedChange;
    const { practice, category } = facts;
    const data: DataOf<'AddendumSigned'> = {
      ...ground.of,
      ...doneBy(context, facts.people),
      correctsOn: ground.correctsOn,
      addendum: body.addendum,
      reference: body.reference,
      reason: body.reason,
      entity: contract.entity,
      line: contract.line,
      credit: terms.credit.toJSON(),
      tranches: terms.tranches,
      phases: terms.phases,
      counterpart: terms.counterpart,
      promised: terms.promised,
      endsOn: terms.endsOn,
      futureYears: yearsChanged(contract, terms),
      promises: promisesChanged(contract, terms),
      beyondPromise: beyondPromiseUnder({ ...state, contract }, terms.promised),
      droppedTranches: contract.tranches.slice(terms.tranches.length).map(({ tranche }) => tranche),
      reservedChange,
    };
    const closing = contract.reserved
      ? pastClosing(terms.endsOn, category.closingDate, practice.closingMarginDays)
      : [];
    return accept(
      [{ type: 'AddendumSigned', data }],
      [
        ...ground.broken,
        ...standing(contract),
        ...(changes(contract, data) ? [] : [addendumWithoutChange(body.addendum)]),
        ...termsBroken(terms, practice.tolerance),
        ...addendumBroken({ ...state, contract }, terms),
        ...closing,
      ],
    );
  },
});

/** Whether anything is agreed otherwise than it was. */
const changes = (contract: Contract, data: DataOf<'AddendumSigned'>): boolean =>
  (['credit', 'endsOn', 'tranches', 'phases', 'counterpart', 'promised'] as const).some(
    (term) => canonicalJson(plain(data[term])) !== canonicalJson(plain(contract[term])),
  );

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function changedBy(body: Body, contract: Contract): AskedTerms {
  const { counterpart } = body;
  return {
    credit: body.credit ?? contract.credit.toJSON(),
    endsOn: body.endsOn ?? contract.endsOn,
    tranches: body.tranches ?? contract.tranches,
    phases: body.phases ?? contract.phases,
    counterpart: counterpart === undefined ? contract.counterpart : counterpart,
    promised: body.promised ?? contract.promised,
  };
}

interface On {
  readonly on: LocalDate;
  readonly facts: RatesSeen;
}

/**
 * More credit takes more of the category, at the rate of the day; less gives back its share of what signing took, as
 * far as that is still there.
 */
function changeOfReserved(
  { reserved, credit }: Contract,
  { credit: after }: Terms,
  { on, facts }: On,
): DataOf<'AddendumSigned'>['reservedChange'] | Rejection {
  if (!reserved || after.equals(credit)) return null;
  if (after.isGreaterThan(credit)) {
    const currency = reserved.amount.currency.code;
    const taken = inLendersCurrency(after.minus(credit), { currency, on, facts });
    return taken instanceof Rejection ? taken : { amount: taken.amount.toJSON(), rate: taken.rate };
  }
  const less = credit.minus(after);
  const share = reserved.amount.allocate([less.amountMinor, after.amountMinor])[0]!;
  const { left } = reserved;
  const freed = share.isGreaterThan(left) ? left : share;
  return freed.isPositive() ? { amount: freed.negate().toJSON(), rate: reserved.rate } : null;
}
