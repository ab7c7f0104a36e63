import { fold, type LocalDate } from '@tramo/kernel';
import { given } from '../../../../test/support/decider-kit';
import { EndEngagementHandler } from './end-engagement';
import { EngagePersonHandler } from './engage-person';
import { affiliationOn, rolesDecider } from './roles.state';

const day = (text: string): LocalDate => text as LocalDate;
const body = {
  programme: 'par2',
  person: 'ben',
  employer: 'operator',
  hiredBy: 'eva',
  from: day('2022-01-10'),
};
const engaged = (changed: object = {}) =>
  ({ type: 'PersonEngaged', data: { ...body, by: 'ana', ...changed } }) as const;
const ended = {
  type: 'EngagementEnded',
  data: { programme: 'par2', person: 'ben', from: day('2022-01-10'), until: day('2022-02-28'), by: 'ana' },
} as const;
const again = { employer: 'unit', hiredBy: null, from: day('2022-03-01') };

describe('engaging a person', () => {
  it('says for whom they work, and who hired them', () => {
    given(EngagePersonHandler).when(body).thenAccepted(engaged());
    given(EngagePersonHandler, engaged(), ended)
      .when({ ...body, ...again })
      .thenAccepted(engaged(again));
  });

  it('is for one employer at a time', () => {
    const [refused] = given(EngagePersonHandler, engaged())
      .when({ ...body, ...again })
      .thenRefused('PERSON_ALREADY_ENGAGED');
    expect(refused!.cure).toBe('end the engagement at operator with a day before 2022-03-01');
    const [early] = given(EngagePersonHandler, engaged(), ended)
      .when({ ...body, ...again, from: day('2022-02-28') })
      .thenRefused('PERSON_ALREADY_ENGAGED');
    expect(early!.cure).toBe('begin after 2022-02-28');
  });

  it('is written down by somebody else, and nobody hires themselves', () => {
    given(EngagePersonHandler).when(body, { actor: 'ben' }).thenRefused('OWN_ENGAGEMENT');
    given(EngagePersonHandler)
      .when(body, { actor: 'ben', mode: 'history' })
      .thenFound(['OWN_ENGAGEMENT'], engaged({ by: 'ben' }));
    given(EngagePersonHandler)
      .when({ ...body, hiredBy: 'ben' })
      .thenRefused('HIRED_BY_THEMSELVES');
  });
});

describe('ending an engagement', () => {
  const end = { programme: 'par2', person: 'ben', until: day('2022-02-28') };

  it('says the last day of it', () => {
    given(EndEngagementHandler, engaged()).when(end).thenAccepted(ended);
  });

  it('is of one that goes on, and not before it began', () => {
    given(EndEngagementHandler).when(end).thenRefused('PERSON_NOT_ENGAGED');
    given(EndEngagementHandler, engaged(), ended).when(end).thenRefused('PERSON_NOT_ENGAGED');
    given(EndEngagementHandler, engaged())
      .when({ ...end, until: day('2022-01-09') })
      .thenRefused('ENDS_BEFORE_IT_BEGINS');
    given(EndEngagementHandler, engaged()).when(end, { actor: 'ben' }).thenRefused('OWN_ENGAGEMENT');
  });
});

it('knows for whom somebody worked on a day', () => {
  const { engagements } = fold(rolesDecider, [engaged(), ended, engaged(again)]);
  const on = (date: string) => affiliationOn(engagements, 'ben', day(date));
  expect([on('2022-01-09'), on('2022-01-10'), on('2022-02-28'), on('2022-03-01')]).toEqual([
    { person: 'ben', employer: null, hiredBy: null },
    { person: 'ben', employer: 'operator', hiredBy: 'eva' },
    { person: 'ben', employer: 'operator', hiredBy: 'eva' },
    { person: 'ben', employer: 'unit', hiredBy: null },
  ]);
  expect(affiliationOn(engagements, 'constructor', day('2022-01-10')).employer).toBeNull();
});
