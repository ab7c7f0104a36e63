/**
 * Which books an account belongs to. `real` and `organisation` are double entry in the usual sense; the others
 * are memoranda: cascades through which one amount moves from state to state.
 */
export type AccountSet =
  'real' | 'organisation' | 'budget' | 'category' | 'counterpart' | 'plan' | 'allocation';

export interface Account {
  readonly code: AccountCode;
  readonly set: AccountSet;
  readonly name: string;
  readonly nameEs: string;
  /**
   * `state`: a station of a cascade, whose balance is never below zero; `origin`: where a cascade's amounts come
   * from, credited by what has entered it; `allocated`: what was brought to a line by a proration, and below zero
   * on a line that it was taken off.
   */
  readonly role: 'asset' | 'liability' | 'income' | 'expense' | 'origin' | 'state' | 'allocated';
}

type Entry = Omit<Account, 'code'>;

const account =
  (set: AccountSet) =>
  (role: Account['role'], name: string, nameEs: string): Entry => ({ set, role, name, nameEs });

const real = account('real');
const organisation = account('organisation');
const budget = account('budget');
const category = account('category');
const counterpart = account('counterpart');
const plan = account('plan');
const allocation = account('allocation');

/**
 * The chart. Real accounts are those of the unit, of the fund for municipal works and of trusts; organisations'
 * books are watched, not owned. An origin is split by what brought an amount in, so that the initial and the current
 * budget, or an allocation and a reallocation, are balances and need no further mark.
 */
const TABLE = {
  '1110': real('asset', 'Special account', 'Cuenta especial'),
  '1120': real('asset', 'Operating account', 'Cuenta operativa'),
  '1130': real('asset', 'Municipal collection account', 'Cuenta recaudadora municipal'),
  '1190': real('asset', 'Payments in transit', 'Pagos en tránsito'),
  '1210': real('asset', 'Tranches to justify', 'Tramos por justificar'),
  '1220': real('asset', 'Works advances', 'Anticipos de obra'),
  '1310': real('asset', 'Refunds receivable', 'Devoluciones por cobrar'),
  '1900': real('asset', 'Currency position', 'Posición de cambio'),
  '2100': real('liability', 'Lender advance to document', 'Anticipo del financiador por documentar'),
  '2150': real('liability', 'Payable', 'Por pagar'),
  '2160': real('liability', 'Returned payments', 'Pagos devueltos'),
  '2200': real('liability', 'Retentions and taxes', 'Retenciones e impuestos'),
  '2300': real('liability', 'Municipal funds held', 'Fondos municipales en custodia'),
  '2500': real('liability', 'Unidentified receipts', 'Ingresos por identificar'),
  '2600': real('liability', 'To restore to the lender', 'Por restituir al financiador'),
  '4100': real('income', 'Lender financing', 'Financiamiento externo'),
  '4200': real('income', 'Treasury financing', 'Aporte del tesoro'),
  '4300': real('income', 'Municipal financing', 'Aporte municipal'),
  '4800': real('income', 'Interest', 'Intereses'),
  '5100': real('expense', 'Subprojects', 'Subproyectos'),
  '5200': real('expense', 'Goods and services', 'Bienes y servicios'),
  '5300': real('expense', 'Works', 'Obras'),
  '5800': real('expense', 'Lender charges', 'Cargos del financiador'),
  '6100': real('expense', 'Exchange difference', 'Diferencia de cambio'),
  '6200': real('expense', 'Rounding', 'Redondeo'),

  '110': organisation('asset', 'Bank', 'Banco'),
  '120': organisation('asset', 'Contributions in kind', 'Aportes en especie'),
  '130': organisation('asset', 'Pledges', 'Compromisos de aporte'),
  '210': organisation('liability', 'Subsidy to justify', 'Subsidio por justificar'),
  '220': organisation('liability', 'Withheld', 'Retenciones'),
  '310': organisation('income', 'Counterpart in cash', 'Contraparte en efectivo'),
  '320': organisation('income', 'Counterpart in kind', 'Contraparte en especie'),
  '330': organisation('income', 'Revolving fund', 'Fondo rotatorio'),
  '410': organisation('expense', 'Expense', 'Gasto'),
  '510': organisation('income', 'Subsidy applied', 'Subsidio aplicado'),

  '900.1': budget('origin', 'Initial appropriation', 'Inscripción inicial'),
  '900.2': budget('origin', 'Additional appropriation', 'Inscripción adicional'),
  '900.3': budget('origin', 'Appropriation transferred', 'Traspasos'),
  '900.4': budget('origin', 'Appropriation reduced', 'Reducciones'),
  '900.5': budget('origin', 'Appropriation carried forward', 'Arrastre de saldos'),
  '900.6': budget('origin', 'Appropriation lapsed', 'Saldos caducados'),
  '900.7': budget('origin', 'Reclassified', 'Reclasificaciones'),
  '910': budget('state', 'Available', 'Disponible'),
  '920': budget('state', 'Pre-committed', 'Preventivo'),
  '930': budget('state', 'Committed', 'Comprometido'),
  '940': budget('state', 'Accrued', 'Devengado'),
  '950': budget('state', 'Paid', 'Pagado'),
  '960': budget('state', 'Justified', 'Descargado'),

  '965': allocation('allocated', 'Cost allocated', 'Costo asignado'),
  '966': allocation('origin', 'Cost to allocate', 'Costo por asignar'),

  '904': plan('state', 'Programmed', 'Programado'),
  '905': plan('origin', 'Plan', 'Plan'),
  '906': plan('state', 'Inscription requested', 'Inscripción solicitada'),
  '907': plan('origin', 'Requests', 'Solicitudes'),
  '990': plan('state', 'Future years', 'Gestiones futuras'),
  '991': plan('origin', 'Signed for future years', 'Firmado para gestiones futuras'),

  '970.1': category('origin', 'Allocation', 'Asignación'),
  '970.2': category('origin', 'Reallocation', 'Reasignación'),
  '970.3': category('origin', 'Reclassified between categories', 'Reclasificaciones'),
  '971': category('state', 'Free', 'Libre'),
  '972': category('state', 'Reserved', 'Reservado'),
  '973': category('state', 'Eligible', 'Elegible'),
  '974': category('state', 'Documented', 'Documentado'),
  '975': category('state', 'Programmed by category', 'Programado por categoría'),
  '976': category('origin', 'Plan by category', 'Plan por categoría'),

  '980': counterpart('origin', 'Counterpart planned', 'Contraparte planificada'),
  '981': counterpart('state', 'Promised', 'Comprometida'),
  '982': counterpart('state', 'Deposited', 'Depositada'),
  '983': counterpart('state', 'Verified', 'Verificada'),
  '984': counterpart('state', 'Used', 'Utilizada'),
} as const satisfies Readonly<Record<string, Entry>>;

export type AccountCode = keyof typeof TABLE;

export const CHART: ReadonlyMap<string, Account> = new Map(
  (Object.keys(TABLE) as AccountCode[]).map((code) => [code, Object.freeze({ code, ...TABLE[code] })]),
);

export const accountOf = (code: AccountCode): Account => CHART.get(code)!;
