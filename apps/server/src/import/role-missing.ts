import { ProblemError } from '../http/problem';
import { kindOfFile, templateOf } from './templates';
import { importersOf, type Importing } from './templates/who-imports';

/** Which of these tables are not for somebody of these roles. */
export function roleMissing(files: readonly string[], roles: readonly string[]): ProblemError | undefined {
  const isFor = (allowed: readonly string[]): boolean => allowed.some((role) => roles.includes(role));
  // A file whose name says no table is told as a bad row.
  const others = files.filter(
    (name) => templateOf(kindOfFile(name)) && !isFor(importersOf(kindOfFile(name))),
  );
  if (others.length === 0) return undefined;
  const allowed = ['coordinator', 'finance-specialist'].filter((role) =>
    others.every((name) => importersOf(kindOfFile(name)).includes(role as Importing)),
  );
  const held = roles.length === 0 ? 'no role' : roles.join(', ');
  return new ProblemError({
    status: 403,
    code: 'ROLE_MISSING',
    title: 'Not permitted',
    detail:
      `a token with ${held} does not import ${others.join(', ')}: that needs the role ${allowed.join(' or ')}; ` +
      `get one by "tramo token issue --person <id> --role ${allowed.at(-1)} --label import", and set TRAMO_TOKEN to it`,
    values: { allowed, files: others },
    cure: 'ask somebody who has one of these roles to import them, or an administrator for a token that has one; leave them out to import the others',
  });
}
