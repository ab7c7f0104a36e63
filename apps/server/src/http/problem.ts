/** One field of a request that was refused, and why. */
export interface FieldError {
  /** A path into the body or the query, `lines.2.amount`. */
  readonly field: string;
  readonly message: string;
}

/** A rule that was broken, besides the first. */
export interface BrokenRule {
  readonly code: string;
  readonly rule: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly cure?: string;
  /** The field of the command to which the rule applies. */
  readonly field?: string;
}

/** What an answer that is not a success says (RFC 9457). The correlation id is added where it leaves. */
export interface Problem {
  readonly status: number;
  /** A sentence in capitals, stable for programs. */
  readonly code: string;
  /** The kind of problem, the same for every occurrence. */
  readonly title: string;
  /** This occurrence, for the person who has to do something about it. */
  readonly detail: string;
  readonly rule?: string;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly cure?: string;
  readonly field?: string;
  readonly also?: readonly BrokenRule[];
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
}

/** Thrown by the HTTP boundary itself; rooms below it throw errors of their own, without status codes. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

export const PROBLEM_MEDIA_TYPE = 'application/problem+json; charset=utf-8';

/** As it goes over the wire. `type` names the code; a URN, because it is a name and not a page. */
export function problemBody(problem: Problem, correlationId: string): object {
  const { status, code, title, detail, retryAfterSeconds: _, ...rest } = problem;
  return { type: `urn:tramo:problem:${code}`, title, status, detail, code, ...rest, correlationId };
}
