import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection, type LocalDate } from '@tramo/kernel';
import { ownEngagement } from './own-engagement';
import { rolesDecider, rolesStream } from './roles.state';

type Body = {
  readonly programme: string;
  readonly person: string;
  /** The last day. */
  readonly until: LocalDate;
};

export class EndEngagement extends LedgerCommand<Body> {}

export const EndEngagementHandler = decides(EndEngagement, {
  decider: rolesDecider,
  stream: ({ programme }) => rolesStream(programme),
  decide: ({ engagements }, { programme, person, until }, { actor }) => {
    const engagement = engagements.find((one) => one.person === person && one.until === null);
    if (!engagement) return notEngaged(person);
    const { from } = engagement;
    if (until < from) return endsBeforeItBegins(person, from, until);
    const data = { programme, person, from, until, by: actor };
    return accept([{ type: 'EngagementEnded', data }], ownEngagement(person, actor));
  },
});

const notEngaged = (person: string): Rejection =>
  new Rejection({
    code: 'PERSON_NOT_ENGAGED',
    category: 'missing',
    message: `${person} has no engagement that goes on`,
    values: { person },
    cure: 'name a person who is engaged',
    field: 'person',
  });

const endsBeforeItBegins = (person: string, from: LocalDate, until: LocalDate): Rejection =>
  new Rejection({
    code: 'ENDS_BEFORE_IT_BEGINS',
    message: 'an engagement lasts one day at least',
    values: { person, from, until },
    cure: `give ${from} or a later day`,
    field: 'until',
  });
