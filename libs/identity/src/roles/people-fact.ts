import { fact, type Fact } from '@tramo/event-log';
import { rolesDecider, rolesStream, type Engagement } from './roles.state';

export interface PeopleFactOptions<Body, State> {
  readonly programme: (body: Body, state: State) => string;
  /** Whose engagements are needed; those of people whose acts recorded their ties are not. */
  readonly persons: (body: Body) => readonly string[];
}

/** The engagements, past and present, of the people that a decision is about. */
export const peopleFact = <Body, State>({
  programme,
  persons,
}: PeopleFactOptions<Body, State>): Fact<Body, State, readonly Engagement[]> =>
  fact(
    rolesDecider,
    (body, state) => rolesStream(programme(body, state)),
    ({ engagements }, body) => engagements.filter(({ person }) => persons(body).includes(person)),
  );
