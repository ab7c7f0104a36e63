export interface LogFinding {
  readonly what: string;
  /** Of the event concerned, where there is one. */
  readonly position?: number;
}

export interface VerifyReport {
  readonly ledgerId: string;
  readonly events: number;
  readonly streams: number;
  /** The first of them; `findingsCount` counts them all. */
  readonly findings: readonly LogFinding[];
  readonly findingsCount: number;
}

export interface VerifyProgress {
  readonly eventsDone: number;
  /** Absent where the engine cannot count its events. */
  readonly eventsTotal?: number;
}

export interface VerifyOptions {
  readonly onProgress?: (progress: VerifyProgress) => void;
  readonly signal?: AbortSignal;
}

/** More would say no more. */
const FINDINGS_MAX = 1_000;

export class Findings {
  readonly first: LogFinding[] = [];
  count = 0;

  add(what: string, position?: number): void {
    this.count += 1;
    if (this.first.length < FINDINGS_MAX)
      this.first.push(position === undefined ? { what } : { what, position });
  }
}
