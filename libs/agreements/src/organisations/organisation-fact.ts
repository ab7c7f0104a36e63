import { fact, type Fact } from '@tramo/event-log';
import type { LocalDate } from '@tramo/kernel';
import type { AgreementState } from '../agreement.state';
import type { AskedOfAgreement } from '../ground';
import { organisation, organisationStream, type OrganisationState } from './organisation';

/** What is open with the organisation under its other agreements; those with nothing open are left out. */
export type OrganisationAnswer = readonly OpenElsewhere[];

export type OpenElsewhere = {
  readonly agreement: string;
  /** Ruled ineligible and not made good. */
  readonly owed: { readonly amount: string; readonly currency: string } | null;
  /** The oldest day by which something was asked that nobody has answered. */
  readonly observationDueOn: LocalDate | null;
};

/** Of the agreement itself its own stream says more, and sooner. */
export const organisationFact = <Body extends AskedOfAgreement>(): Fact<
  Body,
  AgreementState,
  OrganisationAnswer
> =>
  fact(
    organisation,
    ({ programme }: Body, { contract }: AgreementState) =>
      organisationStream(programme, contract?.organisation?.code ?? ''),
    (state, { agreement }) => organisationAnswer(state, agreement),
  );

export const organisationAnswer = (state: OrganisationState, except: string): OrganisationAnswer =>
  [...state].flatMap(([agreement, { owed, asked }]) => {
    const due = [...asked.values()].flatMap(({ dueOn, times }) => (times > 0 ? [dueOn] : [])).sort();
    const observationDueOn = due[0] ?? null;
    const debt = owed?.isPositive() ? { ...owed.toJSON() } : null;
    const isOpen = debt !== null || observationDueOn !== null;
    return isOpen && agreement !== except ? [{ agreement, owed: debt, observationDueOn }] : [];
  });
