import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Every figure the server keeps about itself. One registry per server, so that two in a process do not mix. */
export class Metrics {
  readonly registry = new Registry();

  private readonly http = new Histogram({
    name: 'tramo_http_request_seconds',
    help: 'Time from the first byte of a request to the last of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [this.registry],
  });

  private readonly appends = new Histogram({
    name: 'tramo_append_seconds',
    help: 'Time until an append was durable.',
    buckets: SECONDS,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'tramo_' });
  }

  answered(method: string, route: string, status: number, seconds: number): void {
    this.http.observe({ method, route, status }, seconds);
  }

  appended(seconds: number): void {
    this.appends.observe(seconds);
  }

  /** A figure that is read when it is asked for. */
  gauge(name: string, help: string, read: () => number): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.registry],
      collect: () => gauge.set(read()),
    });
  }

  /** As `gauge`, one figure per label. */
  gaugeBy(label: string, name: string, help: string, read: () => Iterable<readonly [string, number]>): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [this.registry],
      collect: () => {
        gauge.reset();
        for (const [value, figure] of read()) gauge.set({ [label]: value }, figure);
      },
    });
  }

  /** As `gaugeBy`, for what only ever grows and is counted elsewhere. */
  counterBy(
    label: string,
    name: string,
    help: string,
    read: () => Iterable<readonly [string, number]>,
  ): void {
    const counter: Counter = new Counter({
      name,
      help,
      labelNames: [label],
      registers: [this.registry],
      collect: () => {
        counter.reset();
        for (const [value, count] of read()) counter.inc({ [label]: value }, count);
      },
    });
  }
}
