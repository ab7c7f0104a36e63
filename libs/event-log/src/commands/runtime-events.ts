import { Type } from '@sinclair/typebox';
import type { Static } from '@sinclair/typebox';
import { defineEvent } from '../catalogue';

const ABANDONED = Type.Object({
  commandId: Type.String(),
  idempotencyKey: Type.String(),
});

/**
 * Written to the stream on which an attempt was about to decide, before anything it had reserved is released.
 * The attempt, if it is slow and not dead, decided on an older revision: its append conflicts, and it reads this.
 */
export const CommandAbandoned = defineEvent('CommandAbandoned', ABANDONED);
export type CommandAbandonedData = Static<typeof ABANDONED>;
export const COMMAND_ABANDONED = CommandAbandoned.type;
