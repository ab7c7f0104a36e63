import { agreementEvents } from './agreement.events';
import { allianceEvents } from './alliances';
import { invoiceEvents } from './expenses/invoice/invoice.events';

/** Every type of event that the room writes. */
export const agreementsEvents = [...allianceEvents, ...agreementEvents, ...invoiceEvents] as const;
