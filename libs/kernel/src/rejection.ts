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
  /** The values that were compared, by name. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** What would satisfy the rule. */
  readonly cure?: string;
}

/** The refusal of a command: an answer, not an error. Deciders return it, they never throw it. */
export class Rejection {
  readonly code: string;
  readonly category: RejectionCategory;
  readonly message: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly cure: string | undefined;

  constructor(details: RejectionDetails) {
    this.code = details.code;
    this.category = details.category ?? 'rule';
    this.message = details.message;
    this.values = details.values ?? {};
    this.cure = details.cure;
  }
}
