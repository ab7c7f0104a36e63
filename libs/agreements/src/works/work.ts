import { defineDecider } from '@tramo/event-log';
import { unreachable } from '@tramo/kernel';
import * as evolve from './evolve-work';
import { sharedOf, plus } from './shared';
import { initialWork, type WorkState } from './work.state';
import { workEvents, type WorkEvent } from './work.events';

/** A municipal work with all its money, from the letter of intent to the acceptance. */
export const work = defineDecider({
  events: workEvents,
  initial: initialWork,
  evolve: (state: WorkState, event: WorkEvent): WorkState => {
    const { type, data } = event;
    switch (type) {
      case 'LetterOfIntentSigned': {
        const { programme, work: id, municipality } = data;
        return { ...state, letter: { programme, work: id, municipality: municipality.code } };
      }
      case 'FinalDesignApproved':
        return evolve.designed(state, data);
      case 'WorkAgreementSigned':
        return evolve.signed(state, data);
      case 'WorkYearCommitted':
        return {
          ...state,
          committed: new Map(state.committed).set(data.budgetYear, evolve.committedBy(state, data)),
        };
      case 'MunicipalShareDeposited':
        return evolve.deposited(state, data, null);
      case 'MunicipalDepositVerified':
        return evolve.deposited(state, data, data.on);
      case 'WorksAdvancePaid': {
        const advanced = sharedOf(data.shared);
        const advance = evolve.withMoney(state, (money) => ({
          ...money,
          advanced: plus(money.advanced, advanced),
        }));
        return evolve.withAct({ ...advance, payments: state.payments + 1 }, 'paid', data, 'advance');
      }
      case 'ProgressSheetPresented':
        return evolve.withAct(evolve.withSheet(state, evolve.presented(data)), 'certified', data, data.sheet);
      case 'ProgressSheetReturned':
        return evolve.withSheet(state, { ...state.sheets.get(data.sheet)!, state: 'returned' });
      case 'ProgressSheetApproved':
        return evolve.withAct(evolve.approved(state, data), 'approved', data, data.sheet);
      case 'ProgressSheetPaid':
        return evolve.withAct(evolve.paid(state, data), 'paid', data, data.sheet);
      case 'WorkAccepted':
        return evolve.withAct(evolve.accepted(state, data), 'paid', data, 'acceptance');
      case 'WorkSuspended':
        return { ...state, stage: 'suspended', suspendedFrom: state.suspendedFrom ?? state.stage };
      case 'WorkResumed':
        return { ...state, stage: data.state, suspendedFrom: null };
      case 'WorkTerminated':
        return { ...state, stage: 'terminated', suspendedFrom: null };
      default:
        return unreachable(type, 'event of a municipal work');
    }
  },
});
