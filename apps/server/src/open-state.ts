import { commandMigrations } from '@tramo/event-log';
import { openStateStore, type StateStore } from '@tramo/stores';
import type { Settings } from './config/settings';
import type { Rooms } from './rooms';

/** With the tables of every room, always: a store with fewer would look older than it is. */
export const openState = (
  settings: Settings,
  { migrations }: Pick<Rooms, 'migrations'>,
): Promise<StateStore> => openStateStore(settings.state, [...commandMigrations, ...migrations]);
