import { invariant } from '@tramo/kernel';
import type { EventCatalogue } from '../catalogue';
import { Fold } from './decider';
import { isReservationName } from './plan';
import type { AnyConsequence, AnyReservation, AnySpec } from './spec';

/** Which command is decided how: what recovery needs to finish the work of another process. */
export class SpecRegistry {
  private readonly specs = new Map<string, AnySpec>();

  constructor(private readonly catalogue: EventCatalogue) {}

  add(command: string, spec: AnySpec): void {
    const known = this.specs.get(command);
    if (known === spec) return;
    invariant(!known, `${command} is decided in one place`);
    const reserves = Object.entries<AnyReservation>(spec.reserves ?? {});
    const follows = Object.entries<AnyConsequence>(spec.follows ?? {});
    const elsewhere = [...reserves, ...follows];
    for (const [name] of elsewhere) invariant(isReservationName(name), `"${name}" can name a reservation`);
    invariant(new Set(elsewhere.map(([name]) => name)).size === elsewhere.length, 'each is named apart');
    for (const fold of [Fold.of(spec.decider), ...elsewhere.map(([, one]) => one.fold)]) {
      for (const definition of fold.events) {
        invariant(this.catalogue.has(definition), `${definition.type} of ${command} is in the catalogue`);
      }
    }
    this.specs.set(command, spec);
  }

  get(command: string): AnySpec | undefined {
    return this.specs.get(command);
  }
}
