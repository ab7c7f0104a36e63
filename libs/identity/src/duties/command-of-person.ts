import { LedgerCommand, type CommandContext, type JsonObject } from '@tramo/event-log';

/**
 * A command whose facts depend on who asks. Facts see no more of a command than its body; so the actor is put
 * there, and by nobody but this.
 */
export abstract class CommandOfPerson<Body extends JsonObject> extends LedgerCommand<Body & { by: string }> {
  constructor(body: Body, context: CommandContext) {
    super({ ...body, by: context.actor }, context);
  }
}
