import { lenderRateFacts } from '@tramo/budget';
import { fact, factByOwnState, type Fact } from '@tramo/event-log';
import { dutiesFacts, peopleFact, policyFact, type Act } from '@tramo/identity';
import type { LocalDate } from '@tramo/kernel';
import {
  financing,
  financingStream,
  programme as programmes,
  programmeFact,
  programmeStream,
  type AskedLine,
  type EntityKind,
} from '@tramo/programmes';
import { accountFact } from '@tramo/treasury';
import type { LenderAnswer } from '../contract/lender';
import { workStream, type WorkState } from './work.state';

/** On the body of every command about a municipal work. */
export type AskedOfWork = {
  readonly programme: string;
  readonly work: string;
  /** Of what posts: the date in a closed month that it puts right. */
  readonly correctsOn?: string | null;
};

/** As the command has it when its facts are asked for: with the person who acts. */
export type ByPerson<Body> = Body & { readonly by: string };

/** The wire's own form of money, as bodies hold it. */
export type AskedMoney = { readonly amount: string; readonly currency: string };

export const streamOf = ({ work }: AskedOfWork): string => workStream(work);

const programmeOf = ({ programme }: AskedOfWork): string => programme;
const actorOf = ({ by }: { readonly by: string }): readonly string[] => [by];

const programmeOfWork = <Body extends AskedOfWork>() =>
  programmeFact<ByPerson<Body>, WorkState>({ programme: programmeOf, lines: () => [] });

/** What a step asks that is nobody's duty in particular. */
export const stepFacts = <Body extends AskedOfWork>() => ({
  programme: programmeOfWork<Body>(),
  people: peopleFact<ByPerson<Body>, WorkState>({ programme: programmeOf, persons: actorOf }),
});

/** What a step asks that is not for everybody to take. */
export const dutyFacts = <Body extends AskedOfWork>(...acts: readonly Act[]) => ({
  programme: programmeOfWork<Body>(),
  ...dutiesFacts<ByPerson<Body>, WorkState>({ programme: programmeOf, acts, persons: actorOf }),
});

/** The designer's engagements beside those of whoever approves the design. */
export const designFacts = <Body extends AskedOfWork & { readonly designer?: string | null }>() => ({
  programme: programmeOfWork<Body>(),
  people: peopleFact<ByPerson<Body>, WorkState>({
    programme: programmeOf,
    persons: ({ by, designer }) => [by, designer ?? by],
  }),
});

type OfPayer = AskedOfWork & { readonly payer?: string | null };

/** The account of the fund that the lender's part is paid from. */
export const payerFact = <Body extends OfPayer>() =>
  accountFact<ByPerson<Body>, WorkState>({ account: ({ payer }) => payer ?? null });

type OfCollection = AskedOfWork & { readonly account?: string | null };

/** The account of the fund that a municipality pays into. */
export const collectionFact = <Body extends OfCollection>() =>
  accountFact<ByPerson<Body>, WorkState>({ account: ({ account }) => account ?? null });

type OfLine = AskedOfWork & { readonly line: AskedLine };

export const lineFacts = <Body extends OfLine>() => ({
  programme: programmeFact<ByPerson<Body>, WorkState>({
    programme: programmeOf,
    lines: ({ line }) => [line],
  }),
  entityKind: fact(
    programmes,
    ({ programme }: ByPerson<Body>, _own: WorkState) => programmeStream(programme),
    ({ entities, opened }, { line }): EntityKind | null =>
      entities.get(line.entity ?? opened?.executingUnit ?? '') ?? null,
  ),
});

type OfLender = AskedOfWork & {
  readonly lender?: { readonly financing: string; readonly currency: string } | null;
};

export const lenderFact = <Body extends OfLender>(): Fact<ByPerson<Body>, WorkState, LenderAnswer> =>
  fact(
    financing,
    ({ lender }: ByPerson<Body>) => financingStream(lender?.financing ?? ''),
    ({ agreement, categories }): LenderAnswer => ({
      signed: agreement !== null,
      programme: agreement?.programme ?? null,
      currency: agreement?.currency ?? null,
      closingDate: agreement?.closingDate ?? null,
      eligibleAt: Object.fromEntries(categories),
    }),
  );

/** Until when the lender pays for the work; null where none does. */
export const reservedLenderFact = <Body extends AskedOfWork>(): Fact<
  ByPerson<Body>,
  WorkState,
  { readonly closingDate: LocalDate | null }
> =>
  factByOwnState(
    financing,
    (_body: ByPerson<Body>, { contract }: WorkState) => financingStream(contract?.reserved?.financing ?? ''),
    ({ agreement }) => ({ closingDate: agreement?.closingDate ?? null }),
  );

/** The rates at which signing reserves; the amount is that of the design. */
export const signingRates = <Body extends OfLender>() =>
  lenderRateFacts<ByPerson<Body>, WorkState>({
    act: 'sign-agreement',
    programme: programmeOf,
    pair: ({ lender }, { design }) => {
      const quote = design?.amount.currency.code ?? 'USD';
      return { base: (lender?.currency as typeof quote | undefined) ?? quote, quote };
    },
  });

/** The rates at which what is paid is eligible, or more is reserved for what is signed already. */
export const payingRates = <Body extends AskedOfWork>(act: 'transfer' | 'sign-agreement' = 'transfer') =>
  lenderRateFacts<ByPerson<Body>, WorkState>({
    act,
    programme: programmeOf,
    pair: (_body, { contract }) => {
      const quote = contract?.amount.currency.code ?? 'USD';
      return { base: contract?.reserved?.amount.currency.code ?? quote, quote };
    },
  });

/** How many days before the lender's closing date what it pays for ends. */
export const closingMarginFact = <Body extends AskedOfWork>() =>
  policyFact<ByPerson<Body>, WorkState, { readonly days: number }>({
    programme: programmeOf,
    select: (policy) => ({ days: Number(policy.parameter('closing-margin-days')) }),
  });
