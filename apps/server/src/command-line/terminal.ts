import type { OperationProgress } from '../operations/operations.dto';

const BAR_WIDTH = 24;
const PLAIN_EVERY_MS = 5_000;

/** Progress for a person who watches: one line that moves on a terminal, a plain line now and then otherwise. */
export class ProgressLine {
  private lastMs = Date.now();
  private open = false;

  constructor(
    private readonly what: string,
    private readonly output: NodeJS.WriteStream = process.stderr,
  ) {}

  readonly report = (progress: OperationProgress): void => {
    const line = `${this.what} ${progressText(progress, this.output.isTTY)}`;
    if (this.output.isTTY) {
      this.output.write(`\r\u001b[2K${line}`);
      this.open = true;
      return;
    }
    if (Date.now() - this.lastMs < PLAIN_EVERY_MS) return;
    this.lastMs = Date.now();
    this.output.write(`${line}\n`);
  };

  end(): void {
    if (this.open) this.output.write('\r\u001b[2K');
    this.open = false;
  }
}

export function progressText(
  { unit, done, total, perSecond, remainingMs }: OperationProgress,
  bar: boolean,
): string {
  const share = total === null ? undefined : total === 0 ? 1 : Math.min(1, done / total);
  const amount = unit === 'bytes' ? bytesText : whole;
  const parts = [
    bar && share !== undefined ? barOf(share) : '',
    share === undefined ? '' : `${Math.floor(share * 100)} %`.padStart(5),
    total === null ? amount(done) : `${amount(done)} of ${amount(total)}`,
    `${amount(perSecond)}/s`,
    remainingMs === null ? '' : `${durationText(remainingMs)} left`,
  ];
  return parts.filter((part) => part !== '').join('  ');
}

function barOf(share: number): string {
  const filled = Math.round(share * BAR_WIDTH);
  return `[${'#'.repeat(filled)}${'·'.repeat(BAR_WIDTH - filled)}]`;
}

export function durationText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export const whole = (value: number): string => new Intl.NumberFormat('en').format(Math.round(value));

export function bytesText(bytes: number): string {
  if (bytes < 1_000_000) return `${whole(bytes / 1_000)} kB`;
  return bytes < 1_000_000_000
    ? `${whole(bytes / 1_000_000)} MB`
    : `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}

/** Columns as wide as their widest cell. */
export function tableText(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
