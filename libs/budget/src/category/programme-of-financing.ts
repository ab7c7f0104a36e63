import type { Fact } from '@tramo/event-log';
import { programmeFact, programmeStream, type FinancingState, type ProgrammeAnswer } from '@tramo/programmes';

/** The programme that the agreement finances: a body names the agreement only. */
export function programmeOfFinancing<Body>(): Fact<Body, FinancingState, ProgrammeAnswer> {
  const asked = programmeFact<Body, FinancingState>({ programme: () => '', lines: () => [] });
  return { ...asked, stream: (_body, { agreement }) => programmeStream(agreement?.programme ?? '') };
}
