import { decides } from '@tramo/event-log';
import { CommandOfPerson, dutiesFacts, dutyConflicts, type PastAct } from '@tramo/identity';
import { accept, Rejection } from '@tramo/kernel';
import { account } from '../account';
import type { AccountState, Verification } from '../account.state';
import { doneBy } from '../done';
import type { Done, Verified } from '../events/shapes';
import { groundOf, programmeOf, streamOf, type AskedOfAccount } from './ground';

type Asked = AskedOfAccount & {
  /** What was seen: a certificate of the bank, a call to a number known before. */
  readonly evidence: string;
  readonly evidenceHash?: string | null;
};
type Body = Asked & { readonly by: string };

/** Two people see for themselves that the account is its holder's; the second makes it verified. */
export class VerifyAccount extends CommandOfPerson<Asked> {}

export const VerifyAccountHandler = decides(VerifyAccount, {
  decider: account,
  stream: streamOf,
  facts: {
    ...programmeOf<Body>(),
    ...dutiesFacts<Body, AccountState>({
      programme: ({ programme }) => programme,
      acts: ['verified-account'],
      persons: ({ by }) => [by],
    }),
  },
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { actor, actedOn, facts } = context;
    const verification = state.verification!;
    const check = doneBy(actor, actedOn, facts.people);
    const first = waiting(verification).find(({ by }) => by === actor);
    const { refused, found } = dutyConflicts(
      { act: 'verified-account', actor, on: actedOn },
      [changedBy(body.account, verification)],
      facts.duties.conflicts,
      facts.people,
    );
    const data = {
      ...ground.of,
      ...check,
      evidence: body.evidence,
      evidenceHash: body.evidenceHash ?? null,
      verified: first ? null : verifiedWith(waiting(verification), check),
    };
    const same = first ? [samePerson(body.account, first)] : [];
    return accept([{ type: 'AccountVerified', data }], [...ground.broken, ...same, ...refused], found);
  },
});

/** Since the last change or pair, who has seen it and waits for another. */
const waiting = ({ checks, pending }: Verification): readonly Done[] =>
  pending === 0 ? [] : checks.slice(-pending);

function verifiedWith([first]: readonly Done[], { by, on }: Done): Verified | null {
  return first ? { on, by: [first.by, by] } : null;
}

const changedBy = (id: string, { changedBy: done }: Verification): PastAct => ({
  act: 'changed-account',
  person: done.by,
  on: done.on,
  reference: `account ${id}`,
  affiliation: done.affiliation,
});

const samePerson = (id: string, { by, on }: Done): Rejection =>
  new Rejection({
    code: 'SAME_PERSON',
    category: 'forbidden',
    message: `${by} has verified account ${id} already, on ${on}: it takes two people`,
    values: { account: id, person: by, on },
    cure: `let somebody other than ${by} verify it too`,
  });
