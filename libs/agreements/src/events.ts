import { agreementEvents } from './agreement.events';
import { allianceEvents } from './alliances';

/** Every type of event that the room writes. */
export const agreementsEvents = [...allianceEvents, ...agreementEvents] as const;
