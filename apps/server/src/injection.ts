/** The names under which Nest hands out what is not a class. */
export const SETTINGS = Symbol('settings');
export const LOG = Symbol('log');
export const STATE = Symbol('state');
export const FILES = Symbol('files');
/** What the house is furnished with. */
export const ROOMS = Symbol('rooms');
export const VIEWS = Symbol('views');
export const PROJECTOR = Symbol('projector');
/** The books in memory, for reports. */
export const CUBE = Symbol('cube');
