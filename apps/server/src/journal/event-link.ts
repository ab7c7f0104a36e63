/** Where the event itself can be read. */
export const eventLink = (stream: string, revision: number | bigint): string =>
  `/api/v1/streams/${encodeURIComponent(stream)}/events?from=${revision}&limit=1`;
