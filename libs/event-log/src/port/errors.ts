/** Every way the log says no. The text is for the person who has to do something about it. */
export abstract class LogError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/** Somebody else appended first: read again, decide again. */
export class WrongExpectedRevision extends LogError {
  constructor(
    readonly stream: string,
    readonly expected: number | 'no-stream',
    /** -1 when the stream does not exist, undefined when the engine could not say. */
    readonly actual: number | undefined,
  ) {
    super(`stream ${stream} was expected at ${expected} and is at ${actual ?? 'another revision'}`);
  }
}

/** The log cannot take this now; nothing was written. */
export class LogUnavailable extends LogError {
  constructor(
    readonly reason: 'disk-full' | 'read-only' | 'unreachable' | 'closed' | 'failed',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The outcome could not be learned within the deadline: it may or may not be in the log. */
export class OutcomeUnknown extends LogError {}

/** The log must not be used until a person has looked at it: missing, damaged, foreign or newer than this program. */
export class LogRefused extends LogError {
  constructor(
    readonly reason: 'missing' | 'damaged' | 'locked' | 'foreign' | 'newer' | 'read-only',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export class EventTooLarge extends LogError {
  constructor(
    readonly what: string,
    readonly bytes: number,
    readonly limitBytes: number,
  ) {
    super(`${what} takes ${bytes} bytes, more than the ${limitBytes} the log accepts`);
  }
}

export class InvalidStreamName extends LogError {
  constructor(readonly stream: string) {
    super(`"${stream}" cannot name a stream: 1 to 250 characters, not beginning with "$", not the log's own`);
  }
}

export class MalformedPosition extends LogError {
  constructor(readonly text: string) {
    super(`"${text}" is not a position`);
  }
}

export class PositionOfAnotherLedger extends LogError {
  constructor(
    readonly given: string,
    readonly own: string,
  ) {
    super(`the position belongs to ledger ${given}, this is ledger ${own}`);
  }
}
