import { Rejection } from '@tramo/kernel';

/** What somebody may do hangs on it, so it is written down by somebody else. */
export const ownEngagement = (person: string, actor: string): readonly Rejection[] =>
  person === actor
    ? [
        new Rejection({
          code: 'OWN_ENGAGEMENT',
          category: 'forbidden',
          message: 'nobody says for whom they themselves work',
          values: { person, actor },
          cure: `let somebody other than ${person} do it`,
          field: 'person',
        }),
      ]
    : [];
