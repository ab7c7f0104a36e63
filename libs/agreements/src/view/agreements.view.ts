import type { Projection, RecordedEvent } from '@tramo/event-log';
import { agreementEvents, type AgreementEvent } from '../agreement.events';
import { allianceRows, allianceViewTables, isAllianceEvent } from '../alliances';
import { certificateRows, certificateTables } from './certificate-rows';
import { contractRows, contractTables } from './contract-rows';
import { counterpartRows, counterpartTables } from './counterpart-rows';
import { expenseRows, expenseTables } from './expense-rows';
import { invoiceRows, isInvoiceEvent } from './invoice-rows';
import { trancheRows, trancheTables } from './tranche-rows';
import { isWorkEvent, workRows, workViewTables } from '../works';

/** Alliances and agreements: who stands where, what has been paid and what of it is justified. */
export const agreementsProjection: Projection = {
  name: 'agreements',
  version: 2,
  tables: {
    ...allianceViewTables,
    ...contractTables,
    ...counterpartTables,
    ...certificateTables,
    ...trancheTables,
    ...expenseTables,
    ...workViewTables,
  },
  *project(event, place) {
    if (isAllianceEvent(event)) yield* allianceRows(event, place);
    if (isInvoiceEvent(event)) yield* invoiceRows(event);
    if (isWorkEvent(event)) yield* workRows(event);
    if (!isAgreementEvent(event)) return;
    const { effectiveOn } = event.metadata;
    const at = {
      effectiveOn,
      recordedAt: event.recordedAt,
      revision: event.revision,
      ordinal: place.ordinal,
    };
    for (const rows of ROWS) yield* rows(event, at);
  },
};

const ROWS = [contractRows, counterpartRows, certificateRows, trancheRows, expenseRows] as const;

const TYPES: ReadonlySet<string> = new Set(agreementEvents.map(({ type }) => type));

/** The catalogue has seen to it that a type's data are its own. */
const isAgreementEvent = (event: RecordedEvent): event is RecordedEvent & AgreementEvent =>
  TYPES.has(event.type);
