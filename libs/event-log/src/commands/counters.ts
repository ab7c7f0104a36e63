/** What has happened since the process began, for whoever measures. */
export interface CommandCounts {
  readonly accepted: number;
  /** Answered again, because the same request had been accepted before. */
  readonly repeated: number;
  /** Answered together with the same request, which was under way. */
  readonly joined: number;
  /** By code of the rejection. */
  readonly refused: Readonly<Record<string, number>>;
  /** Neither accepted nor refused: the log, the disk, or a mistake of ours. */
  readonly failed: number;
  /** Appends lost to another replica and decided again. */
  readonly conflicts: number;
  readonly inFlight: number;
  readonly queued: number;
  /** Accepted keys that the state store does not hold yet. */
  readonly unindexed: number;
  readonly recovered: {
    readonly confirmed: number;
    readonly released: number;
    readonly abandoned: number;
    readonly failed: number;
  };
  readonly cache: {
    readonly streams: number;
    readonly events: number;
    readonly hits: number;
    readonly misses: number;
  };
}

export type Recovered = { -readonly [What in keyof CommandCounts['recovered']]: number };
