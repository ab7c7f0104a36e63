import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@tramo/kernel';
import { EventCatalogue, type AnyEventDefinition, type StoredShape } from '@tramo/event-log';
import { Value } from '@sinclair/typebox/value';

/** What is wrong between a room's events and what it has promised to read for ever, one line each. */
export class ContractBroken extends Error {
  override readonly name = 'ContractBroken';

  constructor(readonly breaches: readonly string[]) {
    super(`the stored contract is broken:\n- ${breaches.join('\n- ')}`);
  }
}

const UPDATE = 'TRAMO_UPDATE_CONTRACT';

/**
 * Holds a room to what it has stored. The directory is committed: `schemas.json` has every version of every type
 * that was ever written, and `golden/<type>.v<version>.json` the data of one event of each. A new type or version
 * is added with TRAMO_UPDATE_CONTRACT=1, its golden event by hand; what is there is never changed or taken away.
 */
export function verifyStoredContract(definitions: readonly AnyEventDefinition[], directory: string): void {
  const file = join(directory, 'schemas.json');
  const promised = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as StoredShape[]) : [];
  const present = new EventCatalogue(definitions).describe();
  const added = present.filter((shape) => !find(promised, shape));
  const breaches = promised.flatMap((shape) => breach(shape, find(present, shape)));
  if (breaches.length === 0 && added.length > 0 && process.env[UPDATE]) {
    mkdirSync(directory, { recursive: true });
    writeFileSync(file, `${JSON.stringify(present, null, 2)}\n`);
  } else {
    breaches.push(
      ...added.map((shape) => `${nameOf(shape)} is new; run again with ${UPDATE}=1 to promise it`),
    );
  }
  breaches.push(...goldenBreaches(definitions, join(directory, 'golden')));
  if (breaches.length > 0) throw new ContractBroken(breaches);
}

type Named = Pick<StoredShape, 'type' | 'version'>;

const nameOf = ({ type, version }: Named): string => `${type} v${version}`;
const find = (shapes: readonly StoredShape[], { type, version }: Named): StoredShape | undefined =>
  shapes.find((shape) => shape.type === type && shape.version === version);

function breach(promised: StoredShape, present: StoredShape | undefined): string[] {
  if (!present)
    return [`${nameOf(promised)} rests in ledgers and can no longer be read: bring its definition back`];
  if (canonicalJson(present.schema) === canonicalJson(promised.schema)) return [];
  return [
    `${nameOf(promised)} rests in ledgers in another shape: leave it as it was and add a version with revised()`,
  ];
}

function goldenBreaches(definitions: readonly AnyEventDefinition[], directory: string): string[] {
  const files = new Set(existsSync(directory) ? readdirSync(directory) : []);
  const breaches: string[] = [];
  for (const definition of definitions) {
    for (const { version, schema } of definition.versions) {
      const named = { type: definition.type, version };
      const file = `${definition.type}.v${version}.json`;
      if (!files.delete(file)) {
        breaches.push(`${nameOf(named)} has no golden event: write the data of one to golden/${file}`);
        continue;
      }
      const data = JSON.parse(readFileSync(join(directory, file), 'utf8')) as unknown;
      if (!Value.Check(schema, data))
        breaches.push(`golden/${file} does not hold an event of ${nameOf(named)}`);
      else breaches.push(...unreadable(definition, version, data));
    }
  }
  return [...breaches, ...[...files].map((file) => `golden/${file} belongs to no type or version`)];
}

function unreadable(definition: AnyEventDefinition, version: number, data: unknown): string[] {
  try {
    const metadata = { effectiveOn: '2022-03-31' as never };
    definition.check(
      definition.current({ type: definition.type, schemaVersion: version, data, metadata }).data,
    );
    return [];
  } catch (error) {
    return [
      `${definition.type} v${version} is not read as v${definition.version}: ${(error as Error).message}`,
    ];
  }
}
