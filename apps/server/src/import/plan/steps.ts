import type { RecordedEvent } from '@tramo/event-log';

/** What one step of one command has written to one stream: all of it is there, or nothing. */
export type Written = readonly [RecordedEvent, ...RecordedEvent[]];

export const isOneWriting = (one: RecordedEvent, next: RecordedEvent): boolean =>
  one.stream === next.stream &&
  one.metadata.commandId === next.metadata.commandId &&
  one.metadata.reservation?.id === next.metadata.reservation?.id &&
  one.metadata.reservation?.step === next.metadata.reservation?.step;

/**
 * In as few steps as may be, so that nothing comes to rest before what it rests on, and a crash leaves what recovery
 * knows. What is written to a stream keeps its order, and so does what a command writes to several; it reserves when what
 * came before it on its own stream is there; a fact is there before whatever relies on it, and has not changed yet.
 */
export function stepsOf(writings: readonly Written[]): readonly (readonly Written[])[] {
  const steps: Written[][] = [];
  const written = new Map<string, number>();
  const reliedOn = new Map<string, number>();
  const byCommand = new Map<string, { readonly stream: string; readonly step: number }>();
  for (const writing of writings) {
    const [{ stream, metadata }] = writing;
    const { idempotencyKey, facts = [], reservation } = metadata;
    const rested = [...facts.map((fact) => fact.stream), ...(reservation ? [reservation.forStream] : [])];
    const elsewhere = rested.filter((other) => other !== stream);
    const before = byCommand.get(idempotencyKey);
    const step = Math.max(
      written.get(stream) ?? 0,
      reliedOn.get(stream) ?? 0,
      before ? before.step + (before.stream === stream ? 0 : 1) : 0,
      ...elsewhere.map((other) => (written.get(other) ?? -1) + 1),
    );
    (steps[step] ??= []).push(writing);
    written.set(stream, step);
    byCommand.set(idempotencyKey, { stream, step });
    for (const other of elsewhere) reliedOn.set(other, Math.max(step, reliedOn.get(other) ?? 0));
  }
  return steps.filter(Boolean);
}
