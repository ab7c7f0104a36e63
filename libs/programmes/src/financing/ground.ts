import { fact, type Fact } from '@tramo/event-log';
import { Rejection, type LocalDate } from '@tramo/kernel';
import { monthNamed, programmeStream } from '../codes';
import { programme } from '../programme/programme.state';
import { codeUnknown, monthClosed, programmeUnknown } from '../programme/rules-of-programme';
import type { FinancingState } from './financing.state';
import { categoryUnknown, shareUnknown } from './refusals';

/** What an agreement asks of the programme it finances. */
export type Ground = {
  readonly exists: boolean;
  readonly monthClosed: boolean;
  /** Whether the entity asked about keeps its books there; true when none is asked about. */
  readonly entityKnown: boolean;
};

/** The programme of an agreement that is signed; while it is not, no programme has this empty name. */
export const groundFact = <Body>(
  entityOf: (body: Body) => string | null,
): Fact<Body, FinancingState, Ground> =>
  groundOf((_body, { agreement }) => agreement?.programme ?? '', entityOf);

export const groundOf = <Body>(
  programmeOf: (body: Body, state: FinancingState) => string,
  entityOf: (body: Body) => string | null,
): Fact<Body, FinancingState, Ground> =>
  fact(
    programme,
    (body: Body, state: FinancingState) => programmeStream(programmeOf(body, state)),
    ({ opened, closedMonths, entities }, body, { effectiveOn }): Ground => {
      const entity = entityOf(body);
      return {
        exists: opened !== null,
        monthClosed: closedMonths.has(monthNamed(effectiveOn)),
        entityKnown: entity === null || entities.has(entity),
      };
    },
  );

interface Dated {
  readonly programme: string;
  readonly effectiveOn: LocalDate;
  readonly correctsOn: LocalDate | null;
}

/** What a posting of the agreement breaks by its dates. */
export const brokenDates = (
  { monthClosed: closed }: Ground,
  { programme: code, effectiveOn, correctsOn }: Dated,
): readonly Rejection[] => [
  ...(closed ? [monthClosed(code, effectiveOn)] : []),
  ...(correctsOn !== null && correctsOn >= effectiveOn ? [correctsTheFuture(correctsOn, effectiveOn)] : []),
];

const correctsTheFuture = (correctsOn: LocalDate, effectiveOn: LocalDate): Rejection =>
  new Rejection({
    code: 'CORRECTS_THE_FUTURE',
    message: 'a correction counts after what it corrects',
    values: { correctsOn, effectiveOn },
    cure: `say a date before ${effectiveOn} in correctsOn, or leave it out`,
    field: 'correctsOn',
  });

export const programmeMissing = ({ exists }: Ground, programmeCode: string): Rejection | undefined =>
  exists ? undefined : programmeUnknown(programmeCode);

export const entityMissing = ({ entityKnown }: Ground, programmeCode: string, entity: string) =>
  entityKnown ? undefined : codeUnknown('entity', entity, { programme: programmeCode, field: 'executor' });

interface Cell {
  readonly share: string;
  readonly category: string | null;
}

/** Names a share and a category that the agreement has, or what it has not. */
export function cellMissing(
  state: FinancingState,
  financing: string,
  { share, category }: Cell,
  field = 'category',
): Rejection | undefined {
  if (!state.shares.has(share)) return shareUnknown(financing, share);
  if (category === null || state.categories.has(category)) return undefined;
  return categoryUnknown(financing, category, field);
}
