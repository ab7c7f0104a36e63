import { Type } from '@sinclair/typebox';
import { InvariantViolation, type LocalDate } from '@tramo/kernel';
import { EventCatalogue } from './catalogue';
import { UnreadableEvent, defineEvent } from './definition';

const Measured = defineEvent('TestMeasured', Type.Object({ length: Type.String() }))
  .revised(Type.Object({ lengthCm: Type.Integer() }), ({ length }) => ({ lengthCm: Number(length) }))
  .revised(
    Type.Object({
      lengthMm: Type.Integer(),
      by: Type.Optional(Type.String()),
      at: Type.Object({ place: Type.String() }),
    }),
    ({ lengthCm }) => ({ lengthMm: lengthCm * 10, at: { place: 'unknown' } }),
  );
const Weighed = defineEvent('TestWeighed', Type.Object({ default: Type.Number() }));
const catalogue = new EventCatalogue([Weighed], [Measured]);

const stored = (schemaVersion: number, data: object, type = 'TestMeasured') => ({
  type,
  schemaVersion,
  data,
  metadata: { effectiveOn: '2022-03-31' as LocalDate },
});

describe('reading', () => {
  it.each([
    [1, { length: '12' }, { lengthMm: 120, at: { place: 'unknown' } }],
    [2, { lengthCm: 12 }, { lengthMm: 120, at: { place: 'unknown' } }],
    [3, { lengthMm: 121, at: { place: 'La Paz' } }, { lengthMm: 121, at: { place: 'La Paz' } }],
  ])('takes version %i to the latest', (version, data, current) => {
    expect(catalogue.current(stored(version, data))).toEqual({
      type: 'TestMeasured',
      data: current,
      effectiveOn: '2022-03-31',
    });
  });

  it.each([
    ['a version of tomorrow', stored(4, {}), 'the log holds TestMeasured v4 and this program reads v1 to v3'],
    ['a version that never was', stored(0, {}), 'the log holds TestMeasured v0'],
    [
      'a type it does not know',
      stored(1, {}, 'TestSmelled'),
      'the log holds TestSmelled, a type this program',
    ],
  ])('refuses %s', (_what, event, message) => {
    expect(() => catalogue.current(event)).toThrow(UnreadableEvent);
    expect(() => catalogue.current(event)).toThrow(message);
  });
});

describe('writing', () => {
  const good = { lengthMm: 1, at: { place: 'La Paz' } };

  it('takes the latest version', () => {
    expect(() => catalogue.check(stored(3, good))).not.toThrow();
    expect(() => catalogue.check(stored(3, { ...good, by: 'ana' }))).not.toThrow();
  });

  it.each<[string, number, object]>([
    ['an older version', 2, { lengthCm: 1 }],
    ['a missing field', 3, { at: { place: 'La Paz' } }],
    ['a field of another type', 3, { ...good, lengthMm: '1' }],
    ['a number that JSON would lose', 3, { ...good, lengthMm: NaN }],
    ['a field that nobody named', 3, { ...good, width: 1 }],
    ['a field that nobody named, further down', 3, { ...good, at: { place: 'La Paz', room: 1 } }],
    ['an undefined that JSON would drop', 3, { ...good, by: undefined }],
  ])('refuses %s', (_what, version, data) => {
    expect(() => catalogue.check(stored(version, data))).toThrow(InvariantViolation);
  });

  it('refuses a type it does not know', () => {
    expect(() => catalogue.check(stored(1, {}, 'TestSmelled'))).toThrow('TestSmelled is in the catalogue');
  });
});

it('has one definition of each type', () => {
  const again = defineEvent('TestWeighed', Type.Object({}));
  expect(() => new EventCatalogue([Weighed], [again])).toThrow('TestWeighed is defined once');
  expect(() => new EventCatalogue([Weighed], [Weighed])).not.toThrow();
});

it('describes every version in an order of its own', () => {
  const shapes = catalogue.describe();
  expect(shapes.map(({ type, version }) => [type, version])).toEqual([
    ['TestMeasured', 1],
    ['TestMeasured', 2],
    ['TestMeasured', 3],
    ['TestWeighed', 1],
  ]);
  expect(JSON.stringify(new EventCatalogue([Measured, Weighed]).describe())).toBe(JSON.stringify(shapes));
  expect(shapes[3]!.schema).toEqual({
    type: 'object',
    additionalProperties: false,
    required: ['default'],
    properties: { default: { type: 'number' } },
  });
});
