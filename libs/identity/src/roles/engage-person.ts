import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection, type LocalDate } from '@tramo/kernel';
import { ownEngagement } from './own-engagement';
import { rolesDecider, rolesStream, type Engagement, type RolesState } from './roles.state';

type Body = {
  readonly programme: string;
  readonly person: string;
  readonly employer: string;
  readonly hiredBy: string | null;
  readonly from: LocalDate;
};

/** Says for whom somebody works, and who hired them: what duties are told apart by. */
export class EngagePerson extends LedgerCommand<Body> {}

export const EngagePersonHandler = decides(EngagePerson, {
  decider: rolesDecider,
  stream: ({ programme }) => rolesStream(programme),
  decide: (state, body, { actor }) => {
    if (body.hiredBy === body.person) return hiredByThemselves(body.person);
    const overlap = overlapping(state, body);
    if (overlap) return alreadyEngaged(overlap, body);
    return accept(
      [{ type: 'PersonEngaged', data: { ...body, by: actor } }],
      ownEngagement(body.person, actor),
    );
  },
});

/** A new engagement has no end yet: it must begin after all that are known. */
const overlapping = ({ engagements }: RolesState, { person, from }: Body): Engagement | undefined =>
  engagements.findLast((one) => one.person === person && (one.until === null || one.until >= from));

const hiredByThemselves = (person: string): Rejection =>
  new Rejection({
    code: 'HIRED_BY_THEMSELVES',
    message: 'nobody hires themselves',
    values: { person },
    cure: 'name who hired them, or nobody',
    field: 'hiredBy',
  });

const alreadyEngaged = ({ employer, from, until }: Engagement, body: Body): Rejection =>
  new Rejection({
    code: 'PERSON_ALREADY_ENGAGED',
    category: 'conflict',
    message: 'a person works for one employer at a time',
    values: { person: body.person, employer, from, until, newFrom: body.from },
    cure:
      until === null
        ? `end the engagement at ${employer} with a day before ${body.from}`
        : `begin after ${until}`,
    field: 'from',
  });
