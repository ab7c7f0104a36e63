import { defineDecider } from '@tramo/event-log';
import { Money, unreachable } from '@tramo/kernel';
import { withCategoryLeft } from './category-left';
import * as deposits from './evolve-deposit';
import * as payments from './evolve-payment';
import * as sheets from './evolve-sheet';
import * as evolve from './evolve-work';
import { workEvents, type WorkEvent } from './work.events';
import { initialWork, type WorkState } from './work.state';

/** A municipal work with all its money, from the letter of intent to the acceptance. */
export const work = defineDecider({
  events: workEvents,
  initial: initialWork,
  evolve: (before: WorkState, event: WorkEvent): WorkState => {
    const state = withCategoryLeft(evolved(before, event), event);
    return payments.isPaying(event) ? payments.withPayment(state, event) : state;
  },
});

function evolved(state: WorkState, { type, data, effectiveOn }: WorkEvent): WorkState {
  switch (type) {
    case 'LetterOfIntentSigned': {
      const { programme, work: id, municipality } = data;
      const letter = { programme, work: id, municipality: municipality.code };
      return evolve.onDate({ ...state, letter }, 'letter', effectiveOn);
    }
    case 'FinalDesignApproved':
      return evolve.onDate(evolve.designed(state, data), 'design', effectiveOn);
    case 'WorkAgreementSigned':
      return evolve.onDate(evolve.signed(state, data), 'agreement', effectiveOn);
    case 'WorkAddendumSigned':
      return evolve.addendumSigned(state, data);
    case 'WorkYearCommitted': {
      const year = evolve.committedBy(state, data);
      return { ...state, committed: new Map(state.committed).set(data.budgetYear, year) };
    }
    case 'WorkYearReleased':
      return evolve.yearReleased(state, data);
    case 'MunicipalShareDeposited':
      return deposits.deposited(state, data, effectiveOn);
    case 'MunicipalDepositVerified':
      return deposits.verified(state, data, effectiveOn);
    case 'MunicipalDepositReversed':
      return deposits.reversed(state, data);
    case 'MunicipalPromiseLessened':
      return deposits.lessened(state, data);
    case 'MunicipalFundsReturned':
      return evolve.withAct(deposits.givenBack(state, data), 'paid', data, 'return');
    case 'WorksAdvanceReturned':
      return deposits.advanceReturned(state, data);
    case 'WorksAdvanceRequested': {
      const asked = { ...state, requested: Money.parse(data.amount) };
      return evolve.withAct(evolve.onDate(asked, 'request', effectiveOn), 'requested', data, 'advance');
    }
    case 'WorksAdvancePaid':
      return evolve.withAct(evolve.advanced(state, data), 'paid', data, 'advance');
    case 'ProgressSheetPresented':
      return evolve.withAct(sheets.presented(state, data, effectiveOn), 'certified', data, data.sheet);
    case 'ProgressSheetReturned':
      return sheets.withSheet(state, { ...state.sheets.get(data.sheet)!, state: 'returned' });
    case 'ProgressSheetApproved':
      return evolve.withAct(sheets.approved(state, data, effectiveOn), 'approved', data, data.sheet);
    case 'ProgressSheetPaid':
      return evolve.withAct(sheets.paid(state, data, effectiveOn), 'paid', data, data.sheet);
    case 'WorkAccepted': {
      const taken = evolve.withAct(evolve.accepted(state, data), 'accepted-work', data, 'whole');
      return evolve.onDate(evolve.withAct(taken, 'paid', data, 'acceptance'), 'acceptance', effectiveOn);
    }
    case 'RetentionReleased':
      return evolve.withAct(evolve.released(state, data), 'paid', data, 'acceptance');
    case 'WorkPaymentBounced':
      return payments.bounced(state, data, effectiveOn);
    case 'WorkSuspended':
      return { ...state, stage: 'suspended', suspendedFrom: state.suspendedFrom ?? state.stage };
    case 'WorkResumed':
      return { ...state, stage: data.state, suspendedFrom: null };
    case 'WorkTerminated':
      return { ...state, stage: 'terminated', suspendedFrom: null };
    default:
      return unreachable(type, 'event of a municipal work');
  }
}
