import type { RecordedEvent, RecordedFact } from '@tramo/event-log';
import { stepsOf, type Written } from './steps';

/** As a trial has left it: on which stream, for which command, resting on which streams. */
const event = (stream: string, key: string, ...restsOn: readonly string[]): Written => {
  const facts = restsOn.map((other): RecordedFact => ({
    name: other,
    stream: other,
    revision: 0,
    value: null,
  }));
  return [{ stream, metadata: { idempotencyKey: key, facts } } as unknown as RecordedEvent];
};

const reserves = (stream: string, key: string, forStream: string): Written => {
  const [of] = event(stream, key);
  return [
    { ...of, metadata: { ...of.metadata, reservation: { id: key, name: 'it', step: 'claim', forStream } } },
  ];
};

const shown = (events: readonly Written[]): string[] =>
  stepsOf(events).map((step) =>
    step.map(([{ stream, metadata }]) => `${stream}:${metadata.idempotencyKey}`).join(' '),
  );

test('many commands that reserve on one stream are two steps, whatever lies between them', () => {
  const commands = ['1', '2', '3'].flatMap((key) => [
    event('budget', key),
    event('budget', key),
    event(`agreement-${key}`, key),
  ]);
  expect(shown(commands)).toEqual([
    'budget:1 budget:1 budget:2 budget:2 budget:3 budget:3',
    'agreement-1:1 agreement-2:2 agreement-3:3',
  ]);
});

test('a command reserves when the one before it on its own stream is there', () => {
  const commands = ['1', '2'].flatMap((key) => [
    reserves('payment', key, 'agreement'),
    event('agreement', key),
  ]);
  expect(shown(commands)).toEqual(['payment:1', 'agreement:1', 'payment:2', 'agreement:2']);
});

test('what follows from a command comes after it', () => {
  expect(shown([event('budget', '1'), event('agreement', '1'), event('budget', '1')])).toEqual([
    'budget:1',
    'agreement:1',
    'budget:1',
  ]);
});

test('a stream keeps its order where another command was kept waiting', () => {
  expect(shown([event('budget', '1'), event('agreement', '1'), event('agreement', '2')])).toEqual([
    'budget:1',
    'agreement:1 agreement:2',
  ]);
});

test('a fact is there before what rests on it, and changes no sooner', () => {
  expect(
    shown([event('rates', '1'), event('budget', '2'), event('agreement', '2', 'rates'), event('rates', '3')]),
  ).toEqual(['rates:1 budget:2', 'agreement:2 rates:3']);
});

test('what rests on its own stream does not wait for itself', () => {
  expect(shown([event('rates', '1', 'rates'), event('rates', '2', 'rates')])).toEqual(['rates:1 rates:2']);
});

test('nothing is no step', () => {
  expect(stepsOf([])).toEqual([]);
});
