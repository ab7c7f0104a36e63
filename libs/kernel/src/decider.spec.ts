import { accept, fold, type Decider, type DomainEvent } from './decider';

type Deposited = DomainEvent<'Deposited', { readonly amountMinor: bigint }>;
type Bounced = DomainEvent<'Bounced', { readonly amountMinor: bigint }>;

const balance: Decider<bigint, Deposited | Bounced> = {
  initial: 0n,
  evolve: (state, { type, data }) =>
    type === 'Deposited' ? state + data.amountMinor : state - data.amountMinor,
};

const deposited: Deposited = { type: 'Deposited', data: { amountMinor: 7n } };
const bounced: Bounced = { type: 'Bounced', data: { amountMinor: 3n } };

describe('fold', () => {
  it('is the state after the events, in their order', () => {
    expect(fold(balance, [deposited, bounced])).toBe(4n);
    expect(fold(balance, [])).toBe(0n);
  });

  it('continues from a state it was given, so that a cached fold equals a whole one', () => {
    expect(fold(balance, [bounced], fold(balance, [deposited]))).toBe(fold(balance, [deposited, bounced]));
  });

  it('reads events as they come', () => {
    function* stream(): Generator<Deposited> {
      for (let index = 0; index < 1000; index += 1) yield deposited;
    }
    expect(fold(balance, stream())).toBe(7000n);
  });
});

describe('accept', () => {
  it('breaks no rule unless told', () => {
    expect(accept([deposited])).toEqual({ events: [deposited], broken: [] });
  });
});
