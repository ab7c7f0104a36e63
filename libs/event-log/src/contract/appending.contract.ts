import { EventTooLarge, InvalidStreamName, MAX_APPEND_BYTES, MAX_EVENT_BYTES } from '../port';
import { ENVELOPE_BYTES, WrongExpectedRevision } from '../port';
import type { EventLog, ExpectedRevision, NewEvent } from '../port';
import { allOf, appendOne, eventOf, eventsOf, fromNow, ownName, refusalOf } from './log-under-test';

export function describeAppending(current: () => EventLog): void {
  it('answers where the events stand and gives them back as they were given', async () => {
    const log = current();
    const stream = ownName('stream');
    const given = eventsOf(stream, 0, 3);
    const appended = await log.append(stream, given, 'no-stream');
    const read = await allOf(log.read(stream));
    expect(appended).toEqual({ stream, revision: 2, position: read[2]!.position });
    expect(read).toEqual(
      given.map((event, revision) => ({
        ...event,
        stream,
        revision,
        position: { ledgerId: log.ledgerId, value: expect.any(BigInt) as bigint },
        recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
      })),
    );
  });

  // Revisions that are expected of a stream of two events, and of none.
  const conflicts: [already: number, expected: ExpectedRevision, actual: number][] = [
    [2, 'no-stream', 1],
    [2, 0, 1],
    [2, 2, 1],
    [2, 1_000_000, 1],
    [0, 0, -1],
    [0, 7, -1],
  ];
  it.each(conflicts)(
    'of a stream of %d events expected at %s says it is at %d',
    async (already, expected, actual) => {
      const log = current();
      const stream = ownName('stream');
      if (already > 0) await log.append(stream, eventsOf(stream, 0, already), 'no-stream');
      const refusal = await refusalOf(log.append(stream, eventsOf(stream, 10, 2), expected));
      expect(refusal).toBeInstanceOf(WrongExpectedRevision);
      expect([actual, undefined]).toContain((refusal as WrongExpectedRevision).actual);
      expect(refusal).toMatchObject({ stream, expected });
      expect(await allOf(log.read(stream))).toHaveLength(already);
    },
  );

  it('lets exactly one of many appends to one place win', async () => {
    const log = current();
    const stream = ownName('stream');
    await appendOne(log, stream, 'no-stream');
    const rivals = Array.from({ length: 50 }, (_, rival) => eventsOf(stream, 100 + 2 * rival, 2));
    const outcomes = await Promise.allSettled(rivals.map((events) => log.append(stream, events, 0)));
    const losers = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
    );
    expect(losers).toHaveLength(49);
    for (const loser of losers) expect(loser).toBeInstanceOf(WrongExpectedRevision);
    const winner = rivals[outcomes.findIndex(({ status }) => status === 'fulfilled')]!;
    const read = await allOf(log.read(stream, { from: 1 }));
    expect(read.map(({ id }) => id)).toEqual(winner.map(({ id }) => id));
  });

  it('takes thousands of appends at once, each on its own stream, each once', async () => {
    const log = current();
    const start = await fromNow(log);
    const streams = Array.from({ length: 2_000 }, (_, index) => ownName(`crowd${index}`));
    const appended = await Promise.all(streams.map((stream) => appendOne(log, stream, 'no-stream')));
    expect(new Set(appended.map(({ position }) => position.value)).size).toBe(streams.length);
    const own = new Set(streams);
    const read = (await allOf(log.readAll(start))).filter(({ stream }) => own.has(stream));
    expect(read).toHaveLength(streams.length);
    expect(new Set(read.map(({ stream }) => stream))).toEqual(own);
  });

  it('keeps each stream in order while many grow side by side', async () => {
    const log = current();
    const streams = Array.from({ length: 20 }, (_, index) => ownName(`lane${index}`));
    await Promise.all(
      streams.map(async (stream) => {
        let expected: ExpectedRevision = 'no-stream';
        for (let turn = 0; turn < 20; turn += 1) expected = (await appendOne(log, stream, expected)).revision;
      }),
    );
    for (const stream of streams) {
      const read = await allOf(log.read(stream));
      expect(read.map(({ revision }) => revision)).toEqual(Array.from({ length: 20 }, (_, index) => index));
      expect(read.map(({ data }) => data['number'])).toEqual(Array.from({ length: 20 }, (_, index) => index));
    }
  });

  // The caller who does not know the outcome looks for its first event id where the conflict says.
  it('answers the retry of an append that succeeded with a conflict, and writes nothing', async () => {
    const log = current();
    const stream = ownName('stream');
    const opening = eventsOf(stream, 0, 2);
    await log.append(stream, opening, 'no-stream');
    const following = eventsOf(stream, 2, 2);
    await log.append(stream, following, 1);
    expect(await refusalOf(log.append(stream, following, 1))).toBeInstanceOf(WrongExpectedRevision);
    expect(await refusalOf(log.append(stream, opening, 'no-stream'))).toBeInstanceOf(WrongExpectedRevision);
    const [found] = await allOf(log.read(stream, { from: 2 }));
    expect(found!.id).toBe(following[0].id);
    expect(await allOf(log.read(stream))).toHaveLength(4);
  });

  const names: [what: string, name: string][] = [
    ['one letter', 'a'],
    ['what an address would escape', 'agreement/2022/07-%41 with spaces?#&'],
    ['accents', 'convenio-ñandú-€'],
    ['emoji of many code points', '🧾🤝🏽👩🏽‍🌾'],
    ['right-to-left letters', 'اتفاقية-تمويل'],
    ['line breaks', 'two\nlines\tand a tab'],
    ['a quarrel with SQL', 'quote\'"; DROP TABLE event; --'],
    ['a long name', 'x'.repeat(200)],
    ['long in bytes', '𝄞'.repeat(200)],
  ];
  it.each(names)('keeps a stream whose name is %s', async (_, name) => {
    const log = current();
    const start = await fromNow(log);
    const stream = `${name} ${ownName('').slice(0, 30)}`;
    await appendOne(log, stream, 'no-stream');
    await appendOne(log, stream, 0);
    expect((await allOf(log.read(stream))).map((event) => event.stream)).toEqual([stream, stream]);
    const seen = (await allOf(log.readAll(start))).filter((event) => event.stream === stream);
    expect(seen).toHaveLength(2);
  });

  it('takes a name of 250 characters, and two normal forms of a name as two streams', async () => {
    const log = current();
    const tail = ownName('');
    for (const stream of [`${'ñ'.repeat(250 - tail.length)}${tail}`, `\u00e9${tail}`, `e\u0301${tail}`]) {
      expect(await appendOne(log, stream, 'no-stream')).toMatchObject({ stream, revision: 0 });
      expect(await allOf(log.read(stream))).toHaveLength(1);
    }
  });

  const misnomers: [what: string, name: string][] = [
    ['nothing', ''],
    ['251 characters', 'x'.repeat(251)],
    ["an engine's own", '$system'],
    ["an engine's notes about it", '$$meta'],
    ['a NUL', 'nul\0byte'],
    ['half a character', 'lone \ud800 surrogate'],
  ];
  it.each(misnomers)('refuses, in writing and in reading, a stream whose name is %s', async (_, stream) => {
    const log = current();
    expect(await refusalOf(appendOne(log, stream, 'no-stream'))).toBeInstanceOf(InvalidStreamName);
    expect(await refusalOf(allOf(log.read(stream)))).toBeInstanceOf(InvalidStreamName);
  });

  it('gives every oddity of JSON back unchanged', async () => {
    const log = current();
    const stream = ownName('stream');
    const deep = JSON.parse(`${'{"a":['.repeat(200)}${']}'.repeat(200)}`) as NewEvent['data'];
    const oddities: NewEvent['data'][] = [
      {},
      { '': '', ' ': [], nested: {}, list: [[], {}, null, [[]]] },
      { amount: '98765432109876543210987654321098765432.123456789012345678', rate: '0.000000000000000001' },
      { zero: 0, small: 5e-324, big: 1.7976931348623157e308, whole: Number.MAX_SAFE_INTEGER, negative: -1.5 },
      { text: 'quote " backslash \\ slash / nul \0 bell \u0007 line \u2028 paragraph \u2029 bom \ufeff' },
      { text: 'lone \ud800 surrogates \udfff', emoji: '👩🏽‍🌾', combining: 'e\u0301 é', rtl: 'שלום \u202e abc' },
      { z: 1, a: 2, '10': 3, '9': 4, constructor: 'x', toString: 'y' },
      JSON.parse('{"__proto__":{"polluted":true},"hasOwnProperty":null}') as NewEvent['data'],
      { yes: true, no: false, nothing: null },
      deep,
    ];
    const [first, ...others] = oddities.map((data, number) => eventOf(stream, number, data));
    await log.append(stream, [first!, ...others], 'no-stream');
    const read = await allOf(log.read(stream));
    expect(read.map(({ data }) => JSON.stringify(data))).toEqual(
      oddities.map((data) => JSON.stringify(data)),
    );
  });

  describe('limits', () => {
    /** An event whose data and metadata take exactly so many bytes, of which every second character takes two. */
    function eventOfBytes(stream: string, number: number, bytes: number): NewEvent {
      const bare = eventOf(stream, number, { text: '' });
      const missing = bytes - Buffer.byteLength(JSON.stringify(bare.data) + JSON.stringify(bare.metadata));
      return { ...bare, data: { text: 'ñx'.repeat(Math.floor(missing / 3)) + 'x'.repeat(missing % 3) } };
    }

    it('takes an event of exactly the largest size and refuses one byte more', async () => {
      const log = current();
      const stream = ownName('stream');
      const largest = eventOfBytes(stream, 0, MAX_EVENT_BYTES);
      await log.append(stream, [largest], 'no-stream');
      const tooLarge = await refusalOf(log.append(stream, [eventOfBytes(stream, 1, MAX_EVENT_BYTES + 1)], 0));
      expect(tooLarge).toBeInstanceOf(EventTooLarge);
      expect(tooLarge).toMatchObject({ bytes: MAX_EVENT_BYTES + 1, limitBytes: MAX_EVENT_BYTES });
      expect((await allOf(log.read(stream))).map(({ data }) => data)).toEqual([largest.data]);
    });

    /** Twelve events that together make an append of exactly so many bytes. */
    function eventsOfBytes(stream: string, bytes: number): readonly [NewEvent, ...NewEvent[]] {
      const around = ENVELOPE_BYTES + Buffer.byteLength(eventOf(stream, 0).type);
      const each = Math.floor(bytes / 12) - around;
      const last = bytes - 11 * (each + around) - around;
      const [first, ...others] = Array.from({ length: 12 }, (_, index) =>
        eventOfBytes(stream, index, index === 11 ? last : each),
      );
      return [first!, ...others];
    }

    it('takes an append of exactly the largest size and refuses one byte more, whole', async () => {
      const log = current();
      const [stream, other] = [ownName('stream'), ownName('other')];
      await log.append(stream, eventsOfBytes(stream, MAX_APPEND_BYTES), 'no-stream');
      expect(await allOf(log.read(stream))).toHaveLength(12);
      const tooLarge = await refusalOf(
        log.append(other, eventsOfBytes(other, MAX_APPEND_BYTES + 1), 'no-stream'),
      );
      expect(tooLarge).toBeInstanceOf(EventTooLarge);
      expect(tooLarge).toMatchObject({ bytes: MAX_APPEND_BYTES + 1, limitBytes: MAX_APPEND_BYTES });
      expect(await allOf(log.read(other))).toEqual([]);
    });
  });

  it('leaves the neighbours of a refused append alone', async () => {
    const log = current();
    const [taken, ...free] = Array.from({ length: 9 }, (_, index) => ownName(`neighbour${index}`));
    await appendOne(log, taken!, 'no-stream');
    const outcomes = await Promise.allSettled([
      ...free.slice(0, 4).map((stream) => appendOne(log, stream, 'no-stream')),
      appendOne(log, taken!, 'no-stream'),
      log.append('$no', [eventOf('$no', 0)], 'no-stream'),
      ...free.slice(4).map((stream) => appendOne(log, stream, 'no-stream')),
    ]);
    expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual(
      [1, 1, 1, 1, 0, 0, 1, 1, 1, 1].map(Boolean),
    );
    for (const stream of [taken!, ...free]) expect(await allOf(log.read(stream))).toHaveLength(1);
  });
}
