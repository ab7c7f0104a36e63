import { invariant, InvariantViolation, unreachable } from './invariant';

describe('invariant', () => {
  it('passes what holds and names what does not', () => {
    expect(() => invariant('text', 'there is text')).not.toThrow();
    expect(() => invariant(0, 'zero is something')).toThrow(new InvariantViolation('zero is something'));
  });
});

describe('unreachable', () => {
  it.each([
    ['Forgotten', "unhandled event: 'Forgotten'"],
    [{ amountMinor: 7n }, 'unhandled event: { amountMinor: 7n }'],
  ])('shows %p, whatever it holds', (value, message) => {
    expect(() => unreachable(value as never, 'event')).toThrow(new InvariantViolation(message));
  });
});
