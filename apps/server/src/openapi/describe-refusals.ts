import type { OpenAPIObject } from '@nestjs/swagger';
import { isOpen } from './describe-access';
import { isCommand, type Operation } from './operations';

const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

const HEADERS = {
  'x-correlation-id': {
    description: 'Finds the request in the log of the server; as it was sent, or a new one.',
    schema: { type: 'string' },
  },
} as const;

/** By the name under which the document keeps it. */
const REFUSALS = {
  Malformed: {
    status: '400',
    description:
      'It cannot be read as what the route takes: `REQUEST_INVALID` names each field in `errors`, `BODY_MALFORMED`, ' +
      '`AMOUNT_MALFORMED`, and of a command `IDEMPOTENCY_KEY_MISSING` and `IDEMPOTENCY_KEY_MALFORMED`.',
  },
  NotAuthenticated: { status: '401', description: '`NOT_AUTHENTICATED`: no token that is valid was sent.' },
  Forbidden: {
    status: '403',
    description:
      '`ROLE_MISSING`: none of the roles of the token may do this. Of a command also `SAME_PERSON` and ' +
      '`DUTY_CONFLICT`: somebody else has to do it.',
  },
  NotFound: {
    status: '404',
    description: 'What the address or the body names does not exist; `code` says what.',
  },
  Collision: {
    status: '409',
    description:
      'It collides with what was already accepted: a code that is taken, `STALE_REVISION`, `IDEMPOTENCY_KEY_REUSED`.',
  },
  RuleBroken: {
    status: '422',
    description:
      'A rule does not hold, and nothing was recorded. `values` are the figures that were compared, `cure` says what ' +
      'would satisfy it, `also` are the other rules that do not hold.',
  },
  NotNow: {
    status: '503',
    description:
      'The same request can succeed a little later: after `Retry-After` seconds, and of a command with the same key. ' +
      '`VIEWS_BEHIND` where `after` names a position that the views have not reached.',
  },
} as const;

type Name = keyof typeof REFUSALS;

/** Says of every operation how it refuses, once for all of them. */
export function describeRefusals(document: OpenAPIObject, operations: readonly Operation[]): void {
  const components = (document.components ??= {});
  components.responses = Object.fromEntries(
    Object.entries(REFUSALS).map(([name, { description }]) => [
      name,
      { description, headers: HEADERS, content: PROBLEM },
    ]),
  );
  for (const operation of operations) {
    for (const name of refusalsOf(operation)) {
      operation.responses[REFUSALS[name].status] ??= { $ref: `#/components/responses/${name}` };
    }
  }
}

function refusalsOf(operation: Operation): readonly Name[] {
  if (isOpen(operation)) return [];
  const always: readonly Name[] = ['Malformed', 'NotAuthenticated', 'NotNow'];
  const closed: readonly Name[] = 'x-roles' in operation ? ['Forbidden'] : [];
  if (isCommand(operation)) return [...always, ...closed, 'NotFound', 'Collision', 'RuleBroken'];
  const named = (operation.parameters ?? []).some((one) => 'in' in one && one.in === 'path');
  return [...always, ...closed, ...(named ? (['NotFound'] as const) : [])];
}
