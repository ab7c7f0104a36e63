import { StoreRefused, type SqlConfig } from '@tramo/stores';
import type { CubePostings, CubePostingsQuery, CubeQuery, CubeRow } from './query';

export interface CubeThreadData {
  readonly views: SqlConfig;
}

/** What the cube holds at this moment, whether or not the views show more. */
export interface CubeStanding {
  /** Of the last event that posts; null before there is one. */
  readonly ordinal: number | null;
  readonly postings: number;
  readonly cells: number;
  readonly memoryMb: number;
}

export type CubeQuestion =
  | { readonly kind: 'query'; readonly query: CubeQuery }
  | { readonly kind: 'postings'; readonly query: CubePostingsQuery }
  | { readonly kind: 'standing' };

export type CubeAnswer = readonly CubeRow[] | CubePostings | CubeStanding;

export type ToCube =
  { readonly kind: 'ask'; readonly id: number; readonly question: CubeQuestion } | { readonly kind: 'close' };

export type FromCube =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: CubeAnswer }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: CubeFailure };

/** An error on its way out of the thread; a store's refusal keeps its meaning. */
export type CubeFailure =
  | {
      readonly kind: 'store';
      readonly reason: StoreRefused['reason'];
      readonly store: string;
      readonly detail: string;
    }
  | { readonly kind: 'other'; readonly message: string };

/** The cube could not answer; the message says why. */
export class CubeFailed extends Error {
  override readonly name = 'CubeFailed';
}

export function failureOf(error: unknown): CubeFailure {
  if (error instanceof StoreRefused) {
    const { reason, store, message } = error;
    return { kind: 'store', reason, store, detail: message.slice(`${store}: `.length) };
  }
  return { kind: 'other', message: error instanceof Error ? error.message : String(error) };
}

export const errorOf = (failure: CubeFailure): Error =>
  failure.kind === 'store'
    ? new StoreRefused(failure.reason, failure.store, failure.detail)
    : new CubeFailed(`the cube could not answer: ${failure.message}`);
