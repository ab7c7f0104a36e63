import type { LocalDate } from '@tramo/kernel';
import { bob, day } from '../agreement.testing';
import { organisation, organisationStream } from './organisation';
import { organisationAnswer } from './organisation-fact';
import type { OrganisationEvent } from './organisation.events';

const of = { programme: 'par2', organisation: 'ORG-12', agreement: 'a-17', expense: 'E-1', by: 'vera' };
const asked = (dueOn: LocalDate, more = {}): OrganisationEvent => ({
  type: 'OrganisationAsked',
  data: { ...of, dueOn, ...more },
});
const answered = (dueOn: LocalDate): OrganisationEvent => ({
  type: 'OrganisationAnswered',
  data: { ...of, dueOn },
});
const debt = (change: string): OrganisationEvent => ({
  type: 'OrganisationDebtChanged',
  data: { ...of, change: bob(change) },
});
const openElsewhere = (agreement: string, ...events: readonly OrganisationEvent[]) =>
  organisationAnswer(
    events.reduce((before, event) => organisation.evolve(before, event), organisation.initial),
    agreement,
  );
const [april, may] = [day('2022-04-30'), day('2022-05-31')];

test('what is open under one agreement is open for the others of the organisation, and not twice for itself', () => {
  const events = [debt('700.00'), asked(may), asked(april, { expense: 'E-2' })];
  expect(openElsewhere('b-1', ...events)).toEqual([
    { agreement: 'a-17', owed: bob('700.00'), observationDueOn: april },
  ]);
  expect(openElsewhere('a-17', ...events)).toEqual([]);
});

test('nothing is open any more once all of it is answered and made good', () => {
  expect(openElsewhere('b-1', debt('700.00'), debt('-300.00'), asked(may), answered(may))).toEqual([
    { agreement: 'a-17', owed: bob('400.00'), observationDueOn: null },
  ]);
  expect(openElsewhere('b-1', debt('700.00'), debt('-700.00'), asked(may), answered(may))).toEqual([]);
});

test('an answer that arrives before its question leaves nothing open either', () => {
  expect(openElsewhere('b-1', debt('-700.00'), answered(may), asked(may), debt('700.00'))).toEqual([]);
});

test('an organisation is nobody else for how its code is spelt', () => {
  expect(organisationStream('par2', 'org-12')).toBe(organisationStream('par2', 'ORG-12'));
  expect(organisationStream('par2', 'ORG-12')).not.toBe(organisationStream('indap', 'ORG-12'));
});
