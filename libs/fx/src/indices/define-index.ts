import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection } from '@tramo/kernel';
import { indexDecider, indexStream } from './index.state';
import type { Frequency } from './periods';

type Body = {
  readonly index: string;
  readonly name: string;
  readonly country: string;
  readonly frequency: Frequency;
  readonly basePeriod: string;
  readonly source: string;
};

/** Names a price index, without a value yet. */
export class DefineIndex extends LedgerCommand<Body> {}

export const DefineIndexHandler = decides(DefineIndex, {
  decider: indexDecider,
  stream: ({ index }) => indexStream(index),
  decide: ({ defined }, body, { actor }) =>
    defined ? indexExists(body.index) : accept([{ type: 'IndexDefined', data: { ...body, by: actor } }]),
});

const indexExists = (index: string): Rejection =>
  new Rejection({
    code: 'INDEX_EXISTS',
    category: 'conflict',
    message: `the index ${index} is defined already`,
    values: { index },
    cure: 'use another code; an index with another base is another index',
    field: 'index',
  });
