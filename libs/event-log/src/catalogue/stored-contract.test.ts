import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from '@sinclair/typebox';
import { temporaryDirectory } from '../../../../test/support/stores';
import { verifyStoredContract } from '../../../../test/support/stored-contract';
import { runtimeEvents } from '../commands/runtime-types';
import { defineEvent, type AnyEventDefinition } from './definition';

const v1 = defineEvent('TestMeasured', Type.Object({ length: Type.String() }));
const v2 = v1.revised(Type.Object({ lengthCm: Type.Integer() }), ({ length }) => ({
  lengthCm: Number(length),
}));
const v3 = v2.revised(Type.Object({ lengthMm: Type.Integer() }), ({ lengthCm }) => ({
  lengthMm: lengthCm * 10,
}));
const golden = { 1: { length: '12' }, 2: { lengthCm: 12 }, 3: { lengthMm: 120 } };

const directory = temporaryDirectory();
afterAll(() => directory.discard());
let path = '';
let made = 0;

beforeEach(() => {
  path = join(directory.path, String((made += 1)));
  mkdirSync(join(path, 'golden'), { recursive: true });
  writeGolden(1, golden[1]);
});

const writeGolden = (version: number, data: unknown): void =>
  writeFileSync(join(path, 'golden', `TestMeasured.v${version}.json`), JSON.stringify(data));
const verify =
  (...definitions: readonly AnyEventDefinition[]) =>
  (): void =>
    verifyStoredContract(definitions, path);
const update = (...definitions: readonly AnyEventDefinition[]): void => {
  process.env.TRAMO_UPDATE_CONTRACT = '1';
  try {
    verifyStoredContract(definitions, path);
  } finally {
    delete process.env.TRAMO_UPDATE_CONTRACT;
  }
};

test('the runtime keeps the contract of its own stored types', () => {
  verifyStoredContract(runtimeEvents, join(__dirname, '..', 'commands', 'stored'));
});

test('a type grows from version to version, and every golden event stays readable', () => {
  expect(verify(v1)).toThrow('TestMeasured v1 is new');
  update(v1);
  expect(verify(v1)).not.toThrow();
  expect(verify(v2)).toThrow('TestMeasured v2 is new');
  expect(verify(v2)).toThrow('TestMeasured v2 has no golden event');
  writeGolden(2, golden[2]);
  writeGolden(3, golden[3]);
  update(v3);
  expect(verify(v3)).not.toThrow();
});

describe('what has been promised', () => {
  beforeEach(() => update(v1));

  test('does not go away', () => {
    expect(verify()).toThrow('TestMeasured v1 rests in ledgers and can no longer be read');
  });

  test('does not change, nor is it updated', () => {
    const changed = defineEvent('TestMeasured', Type.Object({ length: Type.String(), unit: Type.String() }));
    const before = readFileSync(join(path, 'schemas.json'), 'utf8');
    expect(verify(changed)).toThrow('TestMeasured v1 rests in ledgers in another shape');
    expect(() => update(changed)).toThrow('TestMeasured v1 rests in ledgers in another shape');
    expect(readFileSync(join(path, 'schemas.json'), 'utf8')).toBe(before);
  });

  test('is read by an upcaster that makes the next version of it', () => {
    const careless = v1.revised(Type.Object({ lengthCm: Type.Integer() }), ({ length }) => ({
      lengthCm: Number(length) / 5,
    }));
    writeGolden(2, golden[2]);
    expect(() => update(careless)).toThrow('TestMeasured v1 is not read as v2');
  });

  test('has a golden event of its own version, and no others lie about', () => {
    writeGolden(1, golden[2]);
    expect(verify(v1)).toThrow('golden/TestMeasured.v1.json does not hold an event of TestMeasured v1');
    writeGolden(1, golden[1]);
    writeGolden(9, golden[1]);
    expect(verify(v1)).toThrow('golden/TestMeasured.v9.json belongs to no type or version');
  });
});
