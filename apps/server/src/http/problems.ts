import { CLASSIFIERS } from '@tramo/programmes';
import { ProblemError, type FieldError, type Problem } from './problem';

const problem = (
  status: number,
  code: string,
  title: string,
  detail: string,
  more: Partial<Problem> = {},
): ProblemError => new ProblemError({ status, code, title, detail, ...more });

/** Where the codes are found that name something. */
const LISTS: Readonly<Record<string, string>> = {
  programme: 'use a code of /api/v1/programmes',
  financing: 'use a code of /api/v1/programmes/{programme}/financing',
  budget: 'use a year of /api/v1/programmes/{programme}/budgets, or open its budget',
  alliance: 'use a code of /api/v1/programmes/{programme}/alliances, or request it',
  work: 'use a code of /api/v1/programmes/{programme}/works, or sign its letter of intent',
  payment: 'use an id of /api/v1/programmes/{programme}/payments',
  line: 'use an id of /api/v1/programmes/{programme}/budgets/{year}/lines',
  classifier: `use one of ${CLASSIFIERS.join(', ')}`,
};

export const ROUTES = 'use a route of /api/v1/openapi.json';

/** What the HTTP boundary itself has to refuse. */
export const problems = {
  invalid: (errors: readonly FieldError[]) =>
    problem(
      400,
      'REQUEST_INVALID',
      'The request is malformed',
      errors.map(({ field, message }) => `${field}: ${message}`).join('; '),
      { errors },
    ),

  malformedBody: (detail: string) => problem(400, 'BODY_MALFORMED', 'The body cannot be read', detail),

  idempotencyKeyMissing: () =>
    problem(
      400,
      'IDEMPOTENCY_KEY_MISSING',
      'A command needs a key',
      'the Idempotency-Key header is missing',
      { cure: 'send one key of your own choice per command, and the same key again when you retry it' },
    ),

  idempotencyKeyMalformed: () =>
    problem(
      400,
      'IDEMPOTENCY_KEY_MALFORMED',
      'A command needs a key',
      'the Idempotency-Key header must be one value of 1 to 255 visible ASCII characters',
      { cure: 'use letters, digits and hyphens, such as a UUID' },
    ),

  notAuthenticated: (tokenGiven: boolean) =>
    problem(
      401,
      'NOT_AUTHENTICATED',
      'Who asks is not known',
      tokenGiven ? 'the bearer token is unknown, expired or revoked' : 'no bearer token was given',
      {
        cure: 'send a valid token as "Authorization: Bearer …"; an administrator issues one with "tramo token issue"',
      },
    ),

  roleMissing: (allowed: readonly string[]) =>
    problem(403, 'ROLE_MISSING', 'Not permitted', `this needs the role ${allowed.join(' or ')}`, {
      values: { allowed },
      cure: 'ask somebody who has one of these roles to do it, or an administrator for a token that has one',
    }),

  noSuchRoute: (method: string, path: string) =>
    problem(404, 'NO_SUCH_ROUTE', 'Nothing is here', `${method} ${path} is not a route of this server`, {
      cure: ROUTES,
    }),

  notATable: (path: string) =>
    problem(
      406,
      'NOT_A_TABLE',
      'It has no such form',
      `${path} does not answer a list, and only lists are tables`,
      {
        cure: 'ask for it as JSON: leave "format" out, and accept application/json',
      },
    ),

  shuttingDown: (retryAfterSeconds: number) =>
    problem(
      503,
      'SHUTTING_DOWN',
      'The server is stopping',
      'the server finishes what it has begun and takes nothing new',
      { cure: 'send the same request again, with the same key, when the server is back', retryAfterSeconds },
    ),

  cursorMalformed: () =>
    problem(400, 'CURSOR_MALFORMED', 'The request is malformed', 'the cursor is not one that a page gave', {
      cure: 'pass as "cursor" what the page before answered as "next", or leave it out for the first page',
    }),

  /** Of what is named by a code of its own: `NO_SUCH_PROGRAMME`. */
  noSuch: (what: string, code: string) =>
    problem(
      404,
      `NO_SUCH_${what.toUpperCase()}`,
      'What it names does not exist',
      `there is no ${what} ${code}`,
      {
        values: { [what]: code },
        cure: LISTS[what] ?? `name a ${what} that there is`,
      },
    ),

  /** Of what is named only within an agreement. */
  noSuchOfAgreement: (
    what: 'tranche' | 'expense',
    agreement: string,
    id: string | number,
    detail = `agreement ${agreement} has no ${what} ${id}`,
  ) =>
    problem(404, `NO_SUCH_${what.toUpperCase()}`, 'What it names does not exist', detail, {
      values: { agreement, [what]: id },
      cure: `name a ${what} of agreement ${agreement} that there is`,
    }),

  noSuchFinding: (programme: string, id: string) =>
    problem(404, 'NO_SUCH_FINDING', 'What it names does not exist', `${programme} has no finding ${id}`, {
      cure: 'use an id of the list of its findings',
    }),

  noSuchEntry: (programme: string, ordinal: string) =>
    problem(
      404,
      'NO_SUCH_ENTRY',
      'What it names does not exist',
      `the journal of ${programme} has no entry ${ordinal}`,
      { cure: 'use an ordinal of the list of its entries' },
    ),

  noSuchAccount: (account: string) =>
    problem(404, 'NO_SUCH_ACCOUNT', 'What it names does not exist', `the chart has no account ${account}`, {
      cure: 'use a code of /api/v1/chart-of-accounts',
    }),

  noSuchBankAccount: (programme: string, account: string) =>
    problem(
      404,
      'NO_SUCH_BANK_ACCOUNT',
      'What it names does not exist',
      `${programme} has no bank account ${account}`,
      { values: { account }, cure: 'use a code of the list of its bank accounts, or open it' },
    ),

  noSuchToken: (id: string) =>
    problem(
      404,
      'NO_SUCH_TOKEN',
      'What it names does not exist',
      `no token that is still valid has the id ${id}`,
    ),

  noSuchOperation: (id: string) =>
    problem(404, 'NO_SUCH_OPERATION', 'What it names does not exist', `no operation has the id ${id}`),

  ledgerInUse: () =>
    problem(
      409,
      'LEDGER_IN_USE',
      'The ledger is in use',
      "the ledger holds what is no demonstration, and that does not stand beside people's own money",
      { cure: 'start a server on an empty data directory' },
    ),

  operationRunning: (kind: string, id: string) =>
    problem(409, 'OPERATION_RUNNING', 'One operation at a time', `a ${kind} is running`, {
      values: { id },
      cure: 'wait until it has ended',
    }),
};
