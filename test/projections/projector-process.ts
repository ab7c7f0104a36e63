import { startProjector } from '@tramo/event-log';
import type { ProjectorOptions } from '@tramo/event-log';

// A server's projector in a process of its own, to be killed, put to sleep and woken.
process.once('message', (options: ProjectorOptions) => {
  void startProjector(options).then((projector) => {
    const tell = setInterval(() => process.send?.(projector.status()), 20);
    process.once('disconnect', () => {
      clearInterval(tell);
      void projector.stop();
    });
  });
});
