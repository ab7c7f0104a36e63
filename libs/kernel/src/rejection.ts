import { invariant } from './invariant';

/**
 * Why a well-formed command was not accepted. Categories say what kind of answer it is; the HTTP
 * boundary alone knows which status that means.
 */
export type RejectionCategory =
  /** A business rule does not hold. */
  | 'rule'
  /** What the command names does not exist. */
  | 'missing'
  /** The actor may not do this. */
  | 'forbidden'
  /** It collides with something already accepted. */
  | 'conflict';

export interface RejectionDetails {
  /** A sentence in capitals, stable for programs: `COUNTERPART_NOT_DEPOSITED`. */
  readonly code: string;
  readonly category?: RejectionCategory;
  /** The rule, as a person would say it. */
  readonly message: string;
  /** The values that were compared, by name; each with a JSON form, for they are shown, kept and replayed. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** What would satisfy the rule. */
  readonly cure?: string;
  /** The field of the command to which the rule applies, when it is one: `lines.2.amount`. */
  readonly field?: string;
}

const CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** The refusal of a command: an answer, not an error. Deciders return it, they never throw it. */
export class Rejection {
  readonly code: string;
  readonly category: RejectionCategory;
  readonly message: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly cure: string | undefined;
  readonly field: string | undefined;

  constructor(details: RejectionDetails) {
    invariant(CODE.test(details.code), `${details.code} is a rejection code in capitals`);
    this.code = details.code;
    this.category = details.category ?? 'rule';
    this.message = details.message;
    this.values = details.values ?? {};
    this.cure = details.cure;
    this.field = details.field;
  }

  /** Absent stays absent: a cure that nobody knows is left out, not written as null. */
  toJSON(): RejectionDetails {
    const { code, category, message, values, cure, field } = this;
    return { code, category, message, values, ...(cure && { cure }), ...(field && { field }) };
  }
}
