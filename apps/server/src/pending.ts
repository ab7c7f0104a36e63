import type { ProjectorHandle, ProjectorOptions } from '@tramo/event-log';

export class CommandRuntime {
  async close(): Promise<void> {}
}

export async function startProjector(_options: ProjectorOptions): Promise<ProjectorHandle> {
  return {
    status: () => ({ ledgerId: undefined, role: 'active', caughtUp: true, projections: [], restarts: 0 }),
    waitFor: async () => {},
    rebuild: async () => ({ events: 0, elapsedMs: 0 }),
    stop: async () => {},
  };
}
