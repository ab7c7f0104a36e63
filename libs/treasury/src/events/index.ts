import type { EventOf } from '@tramo/event-log';
import { accountLifeEvents } from './account.events';
import { arrivalEvents } from './arrival.events';
import { cashEvents } from './cash.events';
import { fundsEvents } from './funds.events';
import { paymentEvents } from './payment.events';

/** Every type that rests on an account's stream. */
export const accountEvents = [...accountLifeEvents, ...fundsEvents, ...cashEvents, ...arrivalEvents] as const;
export { paymentEvents };

/** Every type that the room writes. */
export const treasuryEvents = [...accountEvents, ...paymentEvents] as const;

export type AccountEvent = EventOf<(typeof accountEvents)[number]>;
export type PaymentEvent = EventOf<(typeof paymentEvents)[number]>;
export type TreasuryEvent = AccountEvent | PaymentEvent;
export type DataOf<Type extends TreasuryEvent['type']> = Extract<TreasuryEvent, { type: Type }>['data'];
