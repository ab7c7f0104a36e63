import type { AgreementEvent } from '../agreement.events';
import type { AllianceEvent } from '../alliances/alliance.events';
import type { contractEvents } from '../contract/contract.events';
import type { EventOf } from '@tramo/event-log';

/** What happened, in the two languages in which it is shown. */
export interface Words {
  readonly es: string;
  readonly en: string;
}
export type WordsOf<Type extends string> = Readonly<Record<Type, Words>>;

const words = (es: string, en: string): Words => ({ es, en });

export const allianceWords: WordsOf<AllianceEvent['type']> = {
  AllianceRequested: words('Alianza solicitada', 'Alliance requested'),
  OpportunityAssessed: words('Oportunidad evaluada', 'Opportunity assessed'),
  PlanFormulated: words('Plan formulado', 'Plan formulated'),
  OpinionGiven: words('Dictamen emitido', 'Opinion given'),
  AlliancePrioritised: words('Alianza priorizada', 'Alliance prioritised'),
  AllianceSigned: words('Alianza con convenio', 'Alliance signed'),
  AllianceSigningUndone: words('Firma de la alianza deshecha', 'Signing of the alliance undone'),
  InvestmentBegun: words('Inversión iniciada', 'Investment begun'),
  OperationBegun: words('Operación iniciada', 'Operation begun'),
  AllianceConcluded: words('Alianza concluida', 'Alliance concluded'),
  AllianceSuspended: words('Alianza suspendida', 'Alliance suspended'),
  AllianceResumed: words('Alianza reanudada', 'Alliance resumed'),
  AllianceTerminated: words('Alianza terminada', 'Alliance terminated'),
  AllianceDeclined: words('Alianza rechazada', 'Alliance declined'),
};

type ContractType = EventOf<(typeof contractEvents)[number]>['type'];

export const contractWords: WordsOf<ContractType> = {
  AgreementSigned: words('Convenio firmado', 'Agreement signed'),
  AddendumSigned: words('Adenda firmada', 'Addendum signed'),
  InstalmentCommitted: words('Cuota del año comprometida', "Year's instalments committed"),
  InstalmentReleased: words('Cuota del año liberada', "Year's instalments released"),
  PayeeNamed: words('Cuenta de destino designada', 'Payee named'),
  AgreementSuspended: words('Convenio suspendido', 'Agreement suspended'),
  AgreementResumed: words('Convenio reanudado', 'Agreement resumed'),
  AgreementTerminated: words('Convenio terminado', 'Agreement terminated'),
  AgreementClosed: words('Convenio cerrado', 'Agreement closed'),
};

export const courseWords: WordsOf<Exclude<AgreementEvent['type'], ContractType>> = {
  CounterpartDeposited: words('Contraparte depositada', 'Counterpart deposited'),
  CounterpartVerified: words('Contraparte verificada', 'Counterpart verified'),
  CounterpartReversed: words('Depósito de contraparte revertido', 'Counterpart deposit reversed'),
  ProgressCertified: words('Avance certificado', 'Progress certified'),
  CertificateRevoked: words('Certificado revocado', 'Certificate revoked'),
  TrancheRequested: words('Tramo solicitado', 'Tranche requested'),
  TrancheReviewed: words('Tramo revisado', 'Tranche reviewed'),
  TrancheReturned: words('Solicitud de tramo devuelta', 'Tranche request returned'),
  TrancheRejected: words('Tramo rechazado', 'Tranche rejected'),
  TrancheSigned: words('Tramo firmado', 'Tranche signed'),
  TrancheApproved: words('Tramo aprobado', 'Tranche approved'),
  TrancheCancelled: words('Tramo anulado', 'Tranche cancelled'),
  TrancheOrdered: words('Pago del tramo ordenado', 'Payment of the tranche ordered'),
  TrancheSent: words('Pago del tramo enviado al banco', 'Payment of the tranche sent to the bank'),
  TrancheConfirmed: words('Tramo transferido', 'Tranche transferred'),
  TrancheBounced: words('Pago del tramo rebotado', 'Payment of the tranche bounced'),
  TrancheSetOff: words('Tramo compensado', 'Tranche set off'),
  TrancheReduced: words('Saldo del tramo cancelado', 'Rest of the tranche cancelled'),
  TrancheClosed: words('Tramo cerrado', 'Tranche closed'),
  WaiverProposed: words('Dispensa propuesta', 'Waiver proposed'),
  WaiverGranted: words('Dispensa otorgada', 'Waiver granted'),
  NoObjectionGiven: words('No objeción otorgada', 'No-objection given'),
  ExpenseReported: words('Gasto rendido', 'Expense reported'),
  ExpenseObserved: words('Gasto observado', 'Expense observed'),
  ExpenseRemedied: words('Observación subsanada', 'Observation remedied'),
  ExpenseAccepted: words('Gasto aceptado', 'Expense accepted'),
  ExpenseRuledIneligible: words('Gasto declarado no elegible', 'Expense ruled ineligible'),
  ExpenseWithdrawn: words('Gasto retirado', 'Expense withdrawn'),
  IneligibleSettled: words('Gasto no elegible regularizado', 'Ineligible expense made good'),
  BalanceReturned: words('Saldo devuelto', 'Balance returned'),
  RevolvingPledged: words('Aporte al fondo rotatorio comprometido', 'Revolving fund pledged'),
  RevolvingRepaid: words('Aporte al fondo rotatorio pagado', 'Revolving fund repaid'),
  SpendingRecorded: words('Gasto de administración registrado', 'Spending recorded'),
  CostAllocated: words('Costo asignado', 'Cost allocated'),
};
