import { defineDecider } from '@tramo/event-log';
import { Money, unreachable } from '@tramo/kernel';
import { agreementEvents, type AgreementEvent } from './agreement.events';
import { initialAgreement, withAct, type AgreementState } from './agreement.state';
import * as certificates from './certificates/certificate.state';
import { withCategoryLeft } from './contract/category-held';
import * as contract from './contract/contract.state';
import * as counterpart from './counterpart/counterpart.state';
import { withDay } from './days';
import * as expenses from './expenses/expense.state';
import * as tranches from './tranches/tranche.state';

/** One agreement with everything done under it, so that no two decisions about it can cross. */
export const agreement = defineDecider({
  events: agreementEvents,
  initial: initialAgreement,
  evolve: (state: AgreementState, event: AgreementEvent): AgreementState =>
    withCategoryLeft({ ...evolved(state, event), days: withDay(state.days, event) }, event),
});

function evolved(state: AgreementState, { type, data, effectiveOn }: AgreementEvent): AgreementState {
  switch (type) {
    case 'AgreementSigned':
      return { ...state, contract: contract.signed(data) };
    case 'AddendumSigned':
      return {
        ...withContract(state, (before) => contract.amended(before, data)),
        certificates: certificates.overtaken(state.certificates, state.contract?.tranches ?? [], data),
      };
    case 'InstalmentCommitted':
      return withContract(state, (before) => contract.instalmentCommitted(before, data));
    case 'InstalmentReleased':
      return withContract(state, (before) => contract.instalmentReleased(before, data));
    case 'PayeeNamed':
      return withAct(
        withContract(state, (before) => ({ ...before, payee: data.account })),
        'changed-account',
        data,
        `payee ${data.account}`,
      );
    case 'AgreementSuspended':
      return withContract(state, (before) => ({ ...before, standing: 'suspended' }));
    case 'AgreementResumed':
      return withContract(state, (before) => ({ ...before, standing: 'in-force' }));
    case 'AgreementTerminated':
      return withContract(state, (before) => ({ ...before, standing: 'terminated' }));
    case 'AgreementClosed':
      return withContract(state, (before) => ({ ...before, standing: 'closed' }));
    case 'CounterpartDeposited':
      return { ...state, counterpart: counterpart.deposited(state.counterpart, data) };
    case 'CounterpartVerified':
      return { ...state, counterpart: counterpart.verified(state.counterpart, data) };
    case 'CounterpartReversed':
      return { ...state, counterpart: counterpart.reversed(state.counterpart, data) };
    case 'ProgressCertified':
      return withAct(
        { ...state, certificates: certificates.certified(state.certificates, data) },
        'certified',
        data,
        `certificate ${data.certificate}`,
      );
    case 'CertificateRevoked':
      return { ...state, certificates: certificates.revoked(state.certificates, data) };
    case 'TrancheRequested':
      return withAct(
        withTranches(state, tranches.requested(state.tranches, data, effectiveOn)),
        'requested',
        data,
        `tranche ${data.tranche}`,
      );
    case 'TrancheReviewed':
      return withTranches(state, tranches.moved(state.tranches, data, 'reviewed'));
    case 'TrancheReturned':
      return withTranches(state, tranches.moved(state.tranches, data, 'returned'));
    case 'TrancheRejected':
      return withTranches(
        state,
        tranches.moved(tranches.withoutWord(state.tranches, data), data, 'rejected'),
      );
    case 'TrancheSigned':
      return withAct(
        withTranches(state, tranches.signedBy(state.tranches, data)),
        'approved',
        data,
        `tranche ${data.tranche}`,
      );
    case 'TrancheApproved': {
      const { commitment, place, on } = data;
      const change = { commitment, budgetYear: place.budgetYear, approvedOn: on };
      return withTranches(state, tranches.moved(state.tranches, data, 'approved', change));
    }
    case 'TrancheCancelled':
      return withTranches(
        state,
        tranches.moved(tranches.withoutWord(state.tranches, data), data, 'cancelled', {
          commitment: null,
          payment: null,
        }),
      );
    case 'TrancheReduced':
      return withTranches(state, tranches.reduced(state.tranches, data));
    case 'TrancheOrdered':
      return withAct(
        withTranches(state, tranches.ordered(state.tranches, data)),
        'paid',
        data,
        `payment ${data.payment}`,
      );
    case 'TrancheSent':
      return withAct(
        withTranches(state, tranches.moved(state.tranches, data, 'sent')),
        'paid',
        data,
        `payment ${data.payment}`,
      );
    case 'TrancheConfirmed':
      return withTranches(state, tranches.confirmed(state.tranches, data));
    case 'TrancheBounced':
      return withTranches(state, tranches.bounced(state.tranches, data));
    case 'TrancheSetOff':
      return withAct(
        withTranches(state, tranches.setOff(state.tranches, data)),
        'paid',
        data,
        `offset of tranche ${data.tranche}`,
      );
    case 'TrancheClosed':
      return withTranches(state, tranches.moved(state.tranches, data, 'closed'));
    case 'WaiverProposed':
      return withTranches(state, tranches.waiverProposed(state.tranches, data));
    case 'WaiverGranted':
      return withTranches(state, tranches.waiverGranted(state.tranches, data));
    case 'NoObjectionGiven':
      return withTranches(state, tranches.letPass(state.tranches, data));
    case 'ExpenseReported':
    case 'ExpenseRemedied':
      return withExpenses(state, expenses.reported(state.expenses, data));
    case 'ExpenseObserved': {
      const change = { state: 'observed', observedOn: data.on, dueOn: data.dueOn } as const;
      return reviewed(withExpenses(state, expenses.changed(state.expenses, data.expense, change)), data);
    }
    case 'ExpenseAccepted':
      return reviewed(
        used(withExpenses(state, expenses.accepted(state.expenses, data)), data.contributions, 1),
        data,
      );
    case 'ExpenseRuledIneligible': {
      const after = withExpenses(state, expenses.ruledIneligible(state.expenses, data));
      return reviewed(data.wasAccepted ? used(after, data.contributions, -1) : after, data);
    }
    case 'ExpenseWithdrawn':
      return withExpenses(state, expenses.changed(state.expenses, data.expense, { state: 'withdrawn' }));
    case 'IneligibleSettled': {
      const after = withExpenses(state, expenses.settled(state.expenses, data));
      if (data.way !== 'offset' || data.against === null) return after;
      return withTranches(
        after,
        tranches.offsetAgainst(after.tranches, data.against.tranche, Money.parse(data.amount)),
      );
    }
    case 'BalanceReturned':
      return withExpenses(state, expenses.balanceReturned(state.expenses, data));
    case 'RevolvingPledged':
      return withExpenses(state, expenses.pledged(state.expenses, data));
    case 'RevolvingRepaid':
      return withExpenses(state, expenses.repaid(state.expenses, data));
    case 'SpendingRecorded':
      return withExpenses(state, expenses.spent(state.expenses, data));
    case 'CostAllocated':
      return withExpenses(state, expenses.costAllocated(state.expenses, data));
    default:
      return unreachable(type, 'event of an agreement');
  }
}

function withContract(
  state: AgreementState,
  change: (before: contract.Contract) => contract.Contract,
): AgreementState {
  return state.contract ? { ...state, contract: change(state.contract) } : state;
}

const withTranches = (state: AgreementState, after: AgreementState['tranches']): AgreementState => ({
  ...state,
  tranches: after,
});

const withExpenses = (state: AgreementState, after: AgreementState['expenses']): AgreementState => ({
  ...state,
  expenses: after,
});

const used = (
  state: AgreementState,
  contributions: Parameters<typeof counterpart.usedWith>[1],
  sign: 1 | -1,
): AgreementState => ({
  ...state,
  counterpart: counterpart.usedWith(state.counterpart, contributions, sign),
});

const reviewed = (
  state: AgreementState,
  data: Parameters<typeof withAct>[2] & { readonly expense: string },
): AgreementState => withAct(state, 'reviewed-expenses', data, `expense ${data.expense}`);
