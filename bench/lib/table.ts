import type { BenchResult } from '../scenario';

const number = (value: number): string => value.toLocaleString('en');

export function printTable(results: readonly BenchResult[]): void {
  const head = ['scenario', 'events', 'measured', 'unit', 'reference', 'measured', 'ratio', 'memory'];
  const rows = results.map((one) => [
    one.scenario,
    number(one.events),
    number(one.value),
    one.unit,
    one.reference,
    number(one.referenceValue),
    one.ratio.toFixed(2),
    `${number(one.memoryMb)} MB`,
  ]);
  const textColumns = new Set([0, 3, 4]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        textColumns.has(column) ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
      )
      .join('  ');
  console.log(
    [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n'),
  );
  for (const { scenario, events, note, referenceNote } of results) {
    if (note) console.log(`${scenario} at ${number(events)}: ${note}`);
    if (referenceNote) console.log(`${scenario} at ${number(events)}, reference: ${referenceNote}`);
  }
}
