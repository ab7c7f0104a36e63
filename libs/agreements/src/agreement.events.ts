import type { EventOf } from '@tramo/event-log';
import { certificateEvents } from './certificates/certificate.events';
import { contractEvents } from './contract/contract.events';
import { counterpartEvents } from './counterpart/counterpart.events';
import { expenseEvents } from './expenses/expense.events';
import { trancheEvents } from './tranches/tranche.events';

export const agreementEvents = [
  ...contractEvents,
  ...counterpartEvents,
  ...certificateEvents,
  ...trancheEvents,
  ...expenseEvents,
] as const;

export type AgreementEvent = EventOf<(typeof agreementEvents)[number]>;
export type DataOf<Type extends AgreementEvent['type']> = Extract<AgreementEvent, { type: Type }>['data'];
