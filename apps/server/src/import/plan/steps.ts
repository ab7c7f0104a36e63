import type { RecordedEvent } from '@tramo/event-log';

/**
 * In as few steps as may be, so that nothing comes to rest before what it rests on: the events of a stream follow each
 * other, those of a command do so across streams, and a fact is there before whatever relies on it, and not yet changed.
 */
export function stepsOf(events: readonly RecordedEvent[]): readonly (readonly RecordedEvent[])[] {
  const steps: RecordedEvent[][] = [];
  const written = new Map<string, number>();
  const reliedOn = new Map<string, number>();
  const byCommand = new Map<string, { readonly stream: string; readonly step: number }>();
  for (const event of events) {
    const { stream, metadata } = event;
    const { idempotencyKey, facts = [] } = metadata;
    const elsewhere = facts.filter((fact) => fact.stream !== stream);
    const before = byCommand.get(idempotencyKey);
    const step = Math.max(
      written.get(stream) ?? 0,
      reliedOn.get(stream) ?? 0,
      before ? before.step + (before.stream === stream ? 0 : 1) : 0,
      ...elsewhere.map((fact) => (written.get(fact.stream) ?? -1) + 1),
    );
    (steps[step] ??= []).push(event);
    written.set(stream, step);
    byCommand.set(idempotencyKey, { stream, step });
    for (const fact of elsewhere) {
      reliedOn.set(fact.stream, Math.max(step, reliedOn.get(fact.stream) ?? 0));
    }
  }
  return steps;
}
