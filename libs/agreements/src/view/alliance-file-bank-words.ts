import type { EventOf } from '@tramo/event-log';
import type { treasuryEvents } from '@tramo/treasury';
import type { WordsOf } from './alliance-file-words';

/** What happens on a bank account, and to a payment. */
export const bankWords: WordsOf<EventOf<(typeof treasuryEvents)[number]>['type']> = {
  AccountOpened: { es: 'Cuenta abierta', en: 'Account opened' },
  AccountChanged: { es: 'Cuenta modificada', en: 'Account changed' },
  AccountVerified: { es: 'Cuenta verificada', en: 'Account verified' },
  AccountVerificationLost: {
    es: 'Verificación de la cuenta perdida',
    en: 'Verification of the account lost',
  },
  AccountVerificationRestored: {
    es: 'Verificación de la cuenta restituida',
    en: 'Verification of the account restored',
  },
  AccountClosed: { es: 'Cuenta cerrada', en: 'Account closed' },
  FundsReceived: { es: 'Fondos recibidos', en: 'Funds received' },
  ReceiptReversed: { es: 'Ingreso revertido', en: 'Receipt reversed' },
  FundsSold: { es: 'Divisas vendidas', en: 'Funds sold' },
  FundsSaleUndone: { es: 'Venta de divisas deshecha', en: 'Sale of funds undone' },
  FundsConverted: { es: 'Fondos convertidos', en: 'Funds converted' },
  CashHeld: { es: 'Efectivo reservado', en: 'Cash held' },
  CashFreed: { es: 'Efectivo liberado', en: 'Cash freed' },
  CashPaid: { es: 'Efectivo pagado', en: 'Cash paid' },
  CashReturned: { es: 'Efectivo devuelto', en: 'Cash returned' },
  CashStepUndone: { es: 'Movimiento de efectivo deshecho', en: 'Step of cash undone' },
  DepositArrived: { es: 'Aporte municipal recibido', en: 'Municipal share received' },
  RefundArrived: { es: 'Devolución recibida', en: 'Refund arrived' },
  PaymentOrdered: { es: 'Pago ordenado', en: 'Payment ordered' },
  PaymentSent: { es: 'Pago enviado al banco', en: 'Payment sent to the bank' },
  PaymentConfirmed: { es: 'Pago confirmado por el banco', en: 'Payment confirmed by the bank' },
  PaymentBounced: { es: 'Pago rebotado', en: 'Payment bounced' },
  PaymentCancelled: { es: 'Pago anulado', en: 'Payment cancelled' },
  PaymentStepUndone: { es: 'Paso del pago deshecho', en: 'Step of the payment undone' },
};
