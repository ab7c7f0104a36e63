import type { CommandAnswer } from '@tramo/event-log';

/** What is asked; the same key and body may be asked again by a later life. */
export type Ask =
  | { readonly kind: 'tally'; readonly key: string; readonly tally: string; readonly ticket: string }
  | {
      readonly kind: 'grant';
      readonly key: string;
      readonly pot: string;
      readonly number: string;
      readonly spoilt: boolean;
    };

export type FromLife =
  /** It has recovered what the life before left, and its views are at the head. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'unsound'; readonly what: string }
  | { readonly kind: 'asked'; readonly asks: readonly Ask[] }
  | { readonly kind: 'accepted'; readonly key: string; readonly answer: CommandAnswer }
  | { readonly kind: 'refused'; readonly key: string; readonly code: string };

export interface LifeOrders {
  readonly directory: string;
  readonly life: number;
  readonly seed: number;
  /** Asked by the lives before and never answered. */
  readonly again: readonly Ask[];
  /** Whether to hold the views against a rebuild before anything else, which takes longer than the life. */
  readonly proveViews: boolean;
  /** Whether this life only recovers and looks. */
  readonly last: boolean;
}
