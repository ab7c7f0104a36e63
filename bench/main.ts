import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureApart } from './lib/measure-apart';
import { printTable } from './lib/table';
import type { BenchResult, Scenario } from './scenario';
import { scenarios } from './scenarios';

const USAGE = `npm run bench -- [--only NAME] [--events N] [--json FILE]

  --only NAME   one scenario or family: ${[...new Set(scenarios.map((one) => one.name.split('/')[0]))].join(', ')}
  --events N    this size instead of each scenario's own
  --json FILE   also write the results as JSON`;

function readOptions(): {
  chosen: readonly Scenario[];
  events: number | undefined;
  json: string | undefined;
} {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      events: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  const events = values.events === undefined ? undefined : Number(values.events.replaceAll('_', ''));
  if (events !== undefined && !(Number.isSafeInteger(events) && events > 0)) {
    throw new Error(`--events takes a whole number above zero, not "${values.events}"`);
  }
  const { only } = values;
  const chosen = scenarios.filter((one) => !only || one.name === only || one.name.startsWith(`${only}/`));
  if (chosen.length === 0) throw new Error(`no scenario is called "${only}"`);
  return { chosen, events, json: values.json };
}

/** Each side runs in a process of its own, so that neither warms, fills or slows the other. */
async function compare(scenario: Scenario, events: number): Promise<BenchResult> {
  const rounds = events <= 100_000 ? 3 : 1;
  const values: number[] = [];
  const references: number[] = [];
  let memoryMb = 0;
  let notes: Pick<BenchResult, 'note' | 'referenceNote'> = {};
  for (let round = 0; round < rounds; round++) {
    const baseline = await measureApart(scenario.name, 'baseline', events);
    references.push(baseline.value);
    const candidate = await measureApart(scenario.name, 'candidate', events);
    values.push(candidate.value);
    memoryMb = Math.max(memoryMb, candidate.memoryMb);
    notes = {
      ...(candidate.note && { note: candidate.note }),
      ...(baseline.note && { referenceNote: baseline.note }),
    };
  }
  const value = median(values);
  const referenceValue = median(references);
  return {
    scenario: scenario.name,
    events,
    value: Math.round(value),
    unit: scenario.unit,
    reference: scenario.reference,
    referenceValue: Math.round(referenceValue),
    ratio: Number((scenario.lessIsBetter ? referenceValue / value : value / referenceValue).toFixed(3)),
    memoryMb,
    ...notes,
  };
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((left, right) => left - right)[Math.floor(numbers.length / 2)]!;

async function main(): Promise<void> {
  const { chosen, events, json } = readOptions();
  const results: BenchResult[] = [];
  for (const scenario of chosen) {
    const missing = scenario.missing?.();
    if (missing) {
      process.stderr.write(`NOT MEASURED: ${scenario.name}: ${missing}\n`);
      continue;
    }
    for (const size of events === undefined ? scenario.sizes : [events]) {
      process.stderr.write(`measuring ${scenario.name} at ${size.toLocaleString('en')} events\n`);
      results.push(await compare(scenario, size));
      if (json) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
    }
  }
  printTable(results);
}

main().catch((error: unknown) => {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 1;
});
