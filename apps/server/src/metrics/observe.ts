import type { CommandCounts, ProjectorStatus } from '@tramo/event-log';
import type { Metrics } from './metrics';

/** The figures that the runtimes keep, read when Prometheus asks. */
export function observe(
  metrics: Metrics,
  commands: { snapshot(): CommandCounts },
  projector: { status(): ProjectorStatus },
): void {
  metrics.counterBy(
    'outcome',
    'tramo_commands_total',
    'Commands by what came of them: accepted, repeated, joined, failed, or the code of the refusal.',
    () => outcomes(commands.snapshot()),
  );
  metrics.gauge('tramo_commands_in_flight', 'Commands under way.', () => commands.snapshot().inFlight);
  metrics.gauge(
    'tramo_commands_queued',
    'Commands that wait for their stream.',
    () => commands.snapshot().queued,
  );
  metrics.gaugeBy(
    'projection',
    'tramo_projection_lag_seconds',
    'Age of the oldest event that readers miss.',
    () => serving(projector).map(({ name, lagMs }) => [name, lagMs / 1000] as const),
  );
  metrics.gaugeBy(
    'projection',
    'tramo_projection_stopped',
    '1 when the projection stopped at an event.',
    () => serving(projector).map(({ name, state }) => [name, state === 'stopped' ? 1 : 0] as const),
  );
}

function outcomes(counts: CommandCounts): (readonly [string, number])[] {
  const { accepted, repeated, joined, failed, refused } = counts;
  return [...Object.entries({ accepted, repeated, joined, failed }), ...Object.entries(refused)];
}

const serving = (projector: { status(): ProjectorStatus }): ProjectorStatus['projections'] =>
  projector.status().projections.filter((projection) => projection.serving);
