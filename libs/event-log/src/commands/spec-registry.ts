import { invariant } from '@tramo/kernel';
import type { EventCatalogue } from '../catalogue';
import { Fold } from './decider';
import { isReservationName } from './plan';
import type { AnyReservation, AnySpec } from './spec';

/** Which command is decided how: what recovery needs to finish the work of another process. */
export class SpecRegistry {
  private readonly specs = new Map<string, AnySpec>();

  constructor(private readonly catalogue: EventCatalogue) {}

  add(command: string, spec: AnySpec): void {
    const known = this.specs.get(command);
    if (known === spec) return;
    invariant(!known, `${command} is decided in one place`);
    const reserves = Object.entries<AnyReservation>(spec.reserves ?? {});
    for (const [name] of reserves) invariant(isReservationName(name), `"${name}" can name a reservation`);
    for (const fold of [Fold.of(spec.decider), ...reserves.map(([, { fold }]) => fold)]) {
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
