import { Type } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';

/** Which finding, of which programme, and what it is about: said again in each event, so that each can be read alone. */
const finding = {
  /** `<event>-<n>`: the event that broke rules, and which of them, counted from 0. */
  finding: Type.String(),
  programme: Type.Union([Type.String(), Type.Null()]),
  code: Type.String(),
  by: Type.String(),
};

export const FindingExplained = defineEvent(
  'FindingExplained',
  Type.Object({ ...finding, explanation: Type.String() }),
);

export const FindingClosed = defineEvent(
  'FindingClosed',
  Type.Object({ ...finding, note: Type.Union([Type.String(), Type.Null()]) }),
);

export const FindingReopened = defineEvent(
  'FindingReopened',
  Type.Object({ ...finding, reason: Type.String() }),
);

export const findingEvents = [FindingExplained, FindingClosed, FindingReopened] as const;
