import type { Inject as InjectDecorator } from '@nestjs/common';
import type { CommandHandler as CommandHandlerDecorator, ICommandHandler } from '@nestjs/cqrs';
import type { DomainEvent } from '@tramo/kernel';
import type { JsonObject } from '../port';
import type { CommandAnswer, CommandContext, LedgerCommand } from './command';
import { CommandRuntime } from './runtime';
import type { CommandSpec } from './spec';

type CommandClass<Body extends JsonObject> = new (body: Body, context: CommandContext) => LedgerCommand<Body>;

/** The handler behind Nest's CommandBus, with what makes its command particular in reach of the tests. */
export interface DecidingHandler<Body extends JsonObject, State, Event extends DomainEvent, Facts> {
  new (runtime: CommandRuntime): ICommandHandler<LedgerCommand<Body>, CommandAnswer>;
  readonly command: CommandClass<Body>;
  readonly spec: CommandSpec<Body, State, Event, Facts>;
}

/** Answers a command by a pure decision on its stream: `export const ApproveTrancheHandler = decides(ApproveTranche, …)`. */
export function decides<Body extends JsonObject, State, Event extends DomainEvent, Facts = object>(
  command: CommandClass<Body>,
  spec: CommandSpec<Body, State, Event, Facts>,
): DecidingHandler<Body, State, Event, Facts> {
  class Handler implements ICommandHandler<LedgerCommand<Body>, CommandAnswer> {
    static readonly command = command;
    static readonly spec = spec;

    constructor(private readonly runtime: CommandRuntime) {
      runtime.register(command.name, spec);
    }

    execute(asked: LedgerCommand<Body>): Promise<CommandAnswer> {
      return this.runtime.execute(asked, spec);
    }
  }
  Object.defineProperty(Handler, 'name', { value: `${command.name}Handler` });
  return Handler;
}

/** A handler of any command, as far as a composition goes. */
export interface AnyDecidingHandler {
  new (runtime: CommandRuntime): { execute(asked: never): Promise<CommandAnswer> };
  readonly command: new (body: never, context: CommandContext) => LedgerCommand;
  readonly spec: { readonly stream?: ((body: never) => string) | undefined };
}

/**
 * The handler as Nest's CommandBus finds it. Only here is Nest loaded: the threads that open a room's door to project or
 * to read the books have no use for it, and it would be half of what they load.
 */
export function onTheBus<Handler extends AnyDecidingHandler>(handler: Handler): Handler {
  const { Inject } = require('@nestjs/common') as { Inject: typeof InjectDecorator };
  const { CommandHandler } = require('@nestjs/cqrs') as { CommandHandler: typeof CommandHandlerDecorator };
  CommandHandler(handler.command)(handler);
  Inject(CommandRuntime)(handler, undefined, 0);
  return handler;
}
