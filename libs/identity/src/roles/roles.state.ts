import { defineDecider } from '@tramo/event-log';
import type { LocalDate } from '@tramo/kernel';
import { rolesEvents, type Affiliation } from './roles.events';

/** A person at work for an employer, on the programme's money, from one day to another. */
export type Engagement = {
  readonly person: string;
  readonly employer: string;
  readonly hiredBy: string | null;
  readonly from: LocalDate;
  /** The last day; null while it goes on. */
  readonly until: LocalDate | null;
};

export type RolesState = { readonly engagements: readonly Engagement[] };

const INITIAL: RolesState = { engagements: [] };

export const rolesStream = (programme: string): string => `roles-${programme}`;

export const rolesDecider = defineDecider({
  events: rolesEvents,
  initial: INITIAL,
  evolve: ({ engagements }: RolesState, event): RolesState => {
    switch (event.type) {
      case 'PersonEngaged': {
        const { person, employer, hiredBy, from } = event.data;
        return { engagements: [...engagements, { person, employer, hiredBy, from, until: null }] };
      }
      case 'EngagementEnded': {
        const { person, from, until } = event.data;
        return {
          engagements: engagements.map((one) =>
            one.person === person && one.from === from ? { ...one, until } : one,
          ),
        };
      }
    }
  },
});

const covers = ({ from, until }: Engagement, on: LocalDate): boolean =>
  from <= on && (until === null || on <= until);

/** Whom somebody worked for and who had hired them on a date; both null where that is not known. */
export function affiliationOn(
  engagements: readonly Engagement[],
  person: string,
  on: LocalDate,
): Affiliation {
  const engagement = engagements.find((one) => one.person === person && covers(one, on));
  return { person, employer: engagement?.employer ?? null, hiredBy: engagement?.hiredBy ?? null };
}
