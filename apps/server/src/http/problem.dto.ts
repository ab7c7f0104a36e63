import { ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'FieldError', description: 'A malformed field.' })
export class FieldErrorDto {
  /** A path into the body or the query, `lines.2.amount`. */
  field!: string;
  message!: string;
}

@ApiSchema({ name: 'BrokenRule', description: 'A rule that does not hold, besides the first.' })
export class BrokenRuleDto {
  code!: string;
  rule!: string;
  /** The values that were compared, by name. */
  values!: Record<string, unknown>;
  cure?: string;
  /** The field of the command to which the rule applies, when it is one. */
  field?: string;
}

/** Every answer that is not a success (RFC 9457). */
@ApiSchema({ name: 'Problem', description: 'Every answer that is no success (RFC 9457).' })
export class ProblemDto {
  /** `urn:tramo:problem:` and the code. */
  type!: string;
  title!: string;
  status!: number;
  /** This occurrence, for the person who has to do something about it. */
  detail!: string;
  /** Stable for programs. */
  code!: string;
  /** The rule that does not hold, as a person would say it. */
  rule?: string;
  /** The values that were compared, by name. */
  values?: Record<string, unknown>;
  /** What would satisfy it. */
  cure?: string;
  /** The field of the command to which the rule applies, when it is one. */
  field?: string;
  /** The other rules that do not hold. */
  also?: BrokenRuleDto[];
  /** Every field that is malformed. */
  errors?: FieldErrorDto[];
  correlationId!: string;
}
