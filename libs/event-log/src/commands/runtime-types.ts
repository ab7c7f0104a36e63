import { ClaimReleased, ClaimTaken } from './claims';
import { CommandAbandoned } from './runtime-events';

/** The stored types that are the runtime's own. */
export const runtimeEvents = [ClaimTaken, ClaimReleased, CommandAbandoned] as const;
