import { agreementEvents } from './agreement.events';
import { allianceEvents } from './alliances';
import { invoiceEvents } from './expenses/invoice/invoice.events';
import { organisationEvents } from './organisations/organisation.events';
import { workEvents } from './works/work.events';

/** Every type of event that the room writes. */
export const agreementsEvents = [
  ...allianceEvents,
  ...agreementEvents,
  ...invoiceEvents,
  ...organisationEvents,
  ...workEvents,
] as const;
