import type { AccountCode } from './chart';

/** How often each account's balance counts in a measure. */
export type Coefficients = Readonly<Partial<Record<AccountCode, number>>>;

export interface Measure {
  readonly key: string;
  readonly name: string;
  readonly nameEs: string;
  /** The currency in which it is recorded: the programme's book currency, or the lender's. */
  readonly recordedIn: 'book' | 'lender';
  readonly of: Coefficients;
}

const sum = (...accounts: readonly AccountCode[]): Coefficients =>
  Object.fromEntries(accounts.map((account) => [account, 1]));
/** An origin is credited by what enters its cascade. */
const entered = (...origins: readonly AccountCode[]): Coefficients =>
  Object.fromEntries(origins.map((account) => [account, -1]));

const PAID = ['950', '960'] as const;
const ACCRUED = ['940', ...PAID] as const;
const COMMITTED = ['930', ...ACCRUED] as const;
const CURRENT = ['910', '920', ...COMMITTED] as const;

/**
 * Everything an execution report can show, each a sum of balances. States of a cascade share one amount out among
 * them, so what has at least been committed is what rests in `committed` and in every state after it.
 */
const TABLE = {
  programmed: ['book', 'Programmed', 'Programado', sum('904')],
  requested: ['book', 'Inscription requested', 'Inscripción solicitada', sum('906')],
  initial: ['book', 'Initial appropriation', 'Inscripción inicial', entered('900.1')],
  additional: ['book', 'Additional appropriation', 'Inscripción adicional', entered('900.2')],
  // Where it now is: what a corrected crosswalk moved was inscribed elsewhere.
  inscribed: ['book', 'Inscribed', 'Inscrito', entered('900.1', '900.2', '900.7')],
  modifications: ['book', 'Modifications', 'Modificaciones', entered('900.3', '900.4', '900.5', '900.6')],
  current: ['book', 'Current', 'Vigente', sum(...CURRENT)],
  reclassified: ['book', 'Reclassified', 'Reclasificado', entered('900.7')],
  toInscribe: [
    'book',
    'Still to inscribe',
    'Por inscribir',
    { '904': 1, '900.1': 1, '900.2': 1, '900.7': 1 },
  ],
  available: ['book', 'Available', 'Disponible', sum('910')],
  preCommitted: ['book', 'Pre-committed, not yet committed', 'Preventivo por comprometer', sum('920')],
  committed: ['book', 'Committed', 'Comprometido', sum(...COMMITTED)],
  accrued: ['book', 'Accrued', 'Devengado', sum(...ACCRUED)],
  paid: ['book', 'Paid', 'Pagado', sum(...PAID)],
  justified: ['book', 'Justified', 'Descargado', sum('960')],
  allocatedCost: ['book', 'Cost allocated', 'Costo asignado', sum('965')],
  // What programmes report as spent: what was paid, and what a proration brings to them or takes off.
  executed: ['book', 'Executed', 'Ejecutado', sum(...PAID, '965')],
  toAccrue: ['book', 'Committed, not yet accrued', 'Comprometido por devengar', sum('930')],
  toPay: ['book', 'Accrued, not yet paid', 'Devengado por pagar', sum('940')],
  toJustify: ['book', 'Paid, not yet justified', 'Pagado por descargar', sum('950')],
  futureYears: ['book', 'Signed for future years', 'Gestiones futuras', sum('990')],
  programmedByCategory: ['lender', 'Programmed by category', 'Programado por categoría', sum('975')],
  allocated: ['lender', 'Allocated', 'Asignado', entered('970.1', '970.2', '970.3')],
  free: ['lender', 'Free', 'Libre', sum('971')],
  reserved: ['lender', 'Reserved', 'Reservado', sum('972')],
  eligible: ['lender', 'Eligible', 'Elegible', sum('973', '974')],
  documented: ['lender', 'Documented', 'Documentado', sum('974')],
  balance: ['lender', 'Not yet executed', 'Saldo por ejecutar', sum('971', '972')],
  counterpartPromised: [
    'book',
    'Counterpart promised',
    'Contraparte comprometida',
    sum('981', '982', '983', '984'),
  ],
  counterpartDeposited: ['book', 'Counterpart deposited', 'Contraparte depositada', sum('982', '983', '984')],
  counterpartVerified: ['book', 'Counterpart verified', 'Contraparte verificada', sum('983', '984')],
  counterpartUsed: ['book', 'Counterpart used', 'Contraparte utilizada', sum('984')],
} as const satisfies Readonly<Record<string, readonly [Measure['recordedIn'], string, string, Coefficients]>>;

export type MeasureKey = keyof typeof TABLE;

export const MEASURES: ReadonlyMap<string, Measure> = new Map(
  Object.entries(TABLE).map(([key, [recordedIn, name, nameEs, of]]) => [
    key,
    Object.freeze({ key, recordedIn, name, nameEs, of }),
  ]),
);

export const measureOf = (key: MeasureKey): Measure => MEASURES.get(key)!;
