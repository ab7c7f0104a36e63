import type { LocalDate } from '@tramo/kernel';
import type { Classifier } from '../codes';
import type { ClassifierEntry, Crosswalk, ProgrammeState } from './programme.state';

/** How a code stands on a date. */
export type Standing =
  | { readonly why: 'valid'; readonly entry: ClassifierEntry }
  | { readonly why: 'unknown' }
  | { readonly why: 'not-yet-valid'; readonly entry: ClassifierEntry }
  | { readonly why: 'superseded'; readonly entry: ClassifierEntry };

export function standingOf(
  state: ProgrammeState,
  classifier: Classifier,
  code: string,
  on: LocalDate,
): Standing {
  const entry = state.classifiers[classifier].get(code);
  if (!entry) return { why: 'unknown' };
  if (on < entry.validFrom) return { why: 'not-yet-valid', entry };
  if (entry.validTo !== null && on > entry.validTo) return { why: 'superseded', entry };
  return { why: 'valid', entry };
}

/** The one with the latest date that is not after `on`; of several with that date, the one adopted last. */
export function crosswalkOn(
  { crosswalks }: ProgrammeState,
  financing: string,
  on: LocalDate,
): Crosswalk | undefined {
  let inForce: Crosswalk | undefined;
  for (const crosswalk of crosswalks) {
    if (crosswalk.financing !== financing || crosswalk.validFrom > on) continue;
    if (!inForce || crosswalk.validFrom >= inForce.validFrom) inForce = crosswalk;
  }
  return inForce;
}

/** The component's own category, or that of its nearest ancestor that has one. */
export function categoryOn(
  state: ProgrammeState,
  financing: string,
  component: string,
  on: LocalDate,
): string | null {
  const crosswalk = crosswalkOn(state, financing, on);
  if (!crosswalk) return null;
  let code: string | null = component;
  while (code !== null) {
    const category = crosswalk.categories.get(code);
    if (category !== undefined) return category;
    code = state.classifiers.component.get(code)?.parent ?? null;
  }
  return null;
}
