import { canonicalJson } from './canonical-json';
import { InvariantViolation } from './invariant';
import { Money } from './money';
import { Rejection } from './rejection';

describe('Rejection', () => {
  it('is a broken rule unless it says otherwise', () => {
    const rejection = new Rejection({ code: 'AGREEMENT_SUSPENDED', message: 'the agreement is suspended' });
    expect(rejection.category).toBe('rule');
    expect(rejection.values).toEqual({});
  });

  it('is kept as JSON, with the values it compared and nothing it does not know', () => {
    const bare = new Rejection({ code: 'LINE_UNKNOWN', category: 'missing', message: 'no such line' });
    expect(canonicalJson(bare)).toBe(
      '{"category":"missing","code":"LINE_UNKNOWN","message":"no such line","values":{}}',
    );
    const full = new Rejection({
      code: 'COUNTERPART_NOT_DEPOSITED',
      message: 'the counterpart must be deposited before the tranche',
      values: { deposited: Money.of('10', 'BOB') },
      cure: 'deposit 20.00 BOB',
      field: 'amount',
    });
    expect(JSON.parse(canonicalJson(full))).toEqual({
      code: 'COUNTERPART_NOT_DEPOSITED',
      category: 'rule',
      message: 'the counterpart must be deposited before the tranche',
      values: { deposited: { amount: '10.00', currency: 'BOB' } },
      cure: 'deposit 20.00 BOB',
      field: 'amount',
    });
    expect(new Rejection(full.toJSON())).toEqual(full);
  });

  it.each(['counterpart', 'COUNTERPART-MISSING', 'TWO WORDS', '_X', 'X_', 'A__B', ''])(
    'wants a stable code, not %j',
    (code) => {
      expect(() => new Rejection({ code, message: 'm' })).toThrow(InvariantViolation);
    },
  );
});
