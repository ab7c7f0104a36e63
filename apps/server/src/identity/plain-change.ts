import type { PolicyChange } from '@tramo/identity';
import type { ProposePolicyBody } from './policy.dto';

/** A plain object, as bodies of commands are: field by field, so that nothing else comes along. */
export function plainChange(change: ProposePolicyBody['changes'][number]): PolicyChange {
  switch (change.kind) {
    case 'threshold': {
      const { kind, name, money } = change;
      return { kind, name, money: { amount: money.amount, currency: money.currency } };
    }
    case 'parameter': {
      const { kind, name, value } = change;
      return { kind, name, value };
    }
    case 'conflict': {
      const { kind, acts, scope, by, force } = change;
      return { kind, acts, scope, by, force };
    }
    case 'rate-regime': {
      const { kind, act, regime, side, dateRule, days, rounding } = change;
      return { kind, act, regime, side, dateRule, days, rounding };
    }
    case 'country-rule': {
      const { kind, name, choice } = change;
      return { kind, name, choice };
    }
  }
}
