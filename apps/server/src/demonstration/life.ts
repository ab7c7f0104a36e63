import {
  AcceptExpense,
  AssessOpportunity,
  BeginInvestment,
  BeginOperation,
  BounceTranche,
  CertifyProgress,
  CloseAgreement,
  CloseTranche,
  CommitInstalment,
  ConcludeAlliance,
  ConfirmTranche,
  DepositCounterpart,
  FormulatePlan,
  GiveOpinion,
  ObserveExpense,
  OrderTranche,
  PrioritiseAlliance,
  ReportExpense,
  RequestAlliance,
  RequestTranche,
  ReviewTranche,
  RuleIneligible,
  SendTranche,
  SignAgreement,
  SignTranche,
  SuspendAgreement,
  TerminateAgreement,
  VerifyCounterpart,
} from '@tramo/agreements';
import { sha256Hex, type LocalDate } from '@tramo/kernel';
import { OpenAccount, VerifyAccount } from '@tramo/treasury';
import { act, after, day, type Act } from './act';
import { chance, organisation, type Organisation } from './organisations';
import { bs, FINANCING, OPERATING, PRODUCERS, PROGRAMME, UNIT } from './programme';

/** How far an alliance has come by the end of the year; each stage includes those before it. */
export const STAGES = [
  'requested',
  'assessed',
  'declined',
  'planned',
  'heard',
  'prioritised',
  'signed',
  'funded',
  'deposited',
  'tranche-requested',
  'tranche-reviewed',
  'tranche-signed-once',
  'tranche-approved',
  'tranche-ordered',
  'tranche-sent',
  'tranche-bounced',
  'tranche-paid',
  'observed',
  'ineligible',
  'reported',
  'justified',
  'second-tranche',
  'suspended',
  'terminated',
  'third-tranche',
  'concluded',
] as const;
export type Stage = (typeof STAGES)[number];

const YEAR = '2022';
const file = (name: string) => ({ name, sha256: sha256Hex(name) });
const ASPECTS = ['financial', 'social', 'environmental', 'productive', 'administrative'] as const;
const RATERS = ['rater', 'rater', 'secondFiduciary', 'rater', 'fiduciary'] as const;
/** Once in a while whoever approves has also rated the plan, which policy watches and does not refuse. */
const WATCHED = 16;

/** One alliance from its request on, as far as its stage goes. */
export class Life {
  private readonly acts: Act[] = [];
  private readonly who: Organisation;
  private on: LocalDate;

  constructor(
    number: number,
    begins: LocalDate,
    private readonly stage: Stage,
  ) {
    this.who = organisation(number);
    this.on = begins;
  }

  /** All that happened, in its order. */
  lived(): readonly Act[] {
    this.untilPrioritised();
    if (this.reaches('signed')) this.signed();
    if (this.reaches('deposited')) this.gives(1);
    if (this.reaches('tranche-requested')) this.firstTranche();
    if (this.reaches('observed')) this.spends(1);
    if (this.reaches('second-tranche')) this.nextTranche(2);
    if (this.stage === 'suspended')
      this.does('coordinator', 9, SuspendAgreement, {
        ...this.of,
        reason: 'conflicto interno de la organización',
      });
    if (this.stage === 'terminated')
      this.does('coordinator', 9, TerminateAgreement, {
        ...this.of,
        reason: 'la organización renuncia al convenio',
      });
    if (this.reaches('third-tranche')) this.lastTranche();
    if (this.reaches('concluded')) this.concludes();
    return this.acts;
  }

  private reaches(stage: Stage): boolean {
    return STAGES.indexOf(this.stage) >= STAGES.indexOf(stage);
  }

  private does<Body>(
    by: Act['by'],
    daysLater: number,
    Command: Parameters<typeof act<Body>>[2],
    body: NoInfer<Body>,
  ): void {
    this.on = after(this.on, daysLater);
    this.acts.push(act(by, this.on, Command, body));
  }

  private get alliance() {
    return { programme: PROGRAMME, alliance: this.who.id };
  }

  private get of() {
    return { programme: PROGRAMME, agreement: this.who.id };
  }

  private get officer(): Act['by'] {
    return this.who.number % 2 === 0 ? 'officer' : 'secondOfficer';
  }

  private get supervisor(): Act['by'] {
    return this.who.number % 2 === 0 ? 'supervisor' : 'secondSupervisor';
  }

  private get account(): string {
    return `cuenta-${this.who.id}`;
  }

  private untilPrioritised(): void {
    const { code, name, region, place, producers, women, product, model, department, credit, id } = this.who;
    this.does(this.officer, 0, RequestAlliance, {
      ...this.alliance,
      organisation: { code, name, region, municipality: place, producers, women },
      ally: { name: `Comercializadora de ${product}` },
      product,
      model,
      evaluator: model === 3 ? 'operating-agent' : 'unit',
      department,
    });
    if (!this.reaches('assessed')) return;
    const isViable = this.stage !== 'declined';
    this.does('rater', 6 + chance(this.who.number, 6, 12), AssessOpportunity, {
      ...this.alliance,
      result: isViable ? 'viable' : 'not-viable',
      text: isViable ? 'hay comprador y hay producto' : 'el comprador no compromete volumen ni precio',
    });
    if (this.stage === 'declined') return;
    if (!this.reaches('planned')) return;
    this.does('adviser', 10 + chance(this.who.number, 7, 20), FormulatePlan, {
      ...this.alliance,
      total: bs((credit * 10) / 7),
      credit: bs(credit),
      counterpart: bs((credit * 3) / 7),
      evidence: sha256Hex(`${id} plan de alianza`),
    });
    if (!this.reaches('heard')) return;
    const heard = this.stage === 'heard' ? 2 + chance(this.who.number, 8, 3) : ASPECTS.length;
    for (const [index, aspect] of ASPECTS.slice(0, heard).entries()) {
      const isWatched = aspect === 'financial' && this.who.number % WATCHED === 0;
      this.does(isWatched ? 'finance' : RATERS[index]!, 1, GiveOpinion, {
        ...this.alliance,
        aspect,
        opinion: chance(this.who.number, 9 + index, 4) === 0 ? 'with-conditions' : 'favourable',
        text: 'ver informe adjunto',
        evidence: sha256Hex(`${id} ${aspect}`),
      });
    }
    if (!this.reaches('prioritised')) return;
    this.does('secondCoordinator', 5, PrioritiseAlliance, {
      ...this.alliance,
      act: `Acta ${3 + (this.who.number % 4)}/2022 del comité`,
      rank: this.who.number,
      score: String(60 + chance(this.who.number, 20, 40)),
    });
  }

  private signed(): void {
    const { code, credit, region } = this.who;
    this.does('administrator', 4, OpenAccount, {
      programme: PROGRAMME,
      account: this.account,
      kind: 'organisation',
      holder: code,
      bank: 'Banco Unión',
      number: String(10_000_000_000 + this.who.number * 7_919),
    });
    this.checksAccount();
    this.does('contracts', 3, SignAgreement, {
      ...this.of,
      reference: `Convenio ${this.who.number}/2022`,
      alliance: this.who.id,
      line: { source: 'AIF', component: PRODUCERS, region },
      lender: { financing: FINANCING, currency: 'USD', share: UNIT },
      credit: bs(credit),
      startsOn: this.on,
      endsOn: day('2023-06-30'),
      counterpart: { rate: '30', base: 'total', kinds: ['cash'] },
      promised: [{ party: code, kind: 'cash', amount: bs((credit * 3) / 7) }],
      tranches: this.shares.map(([tranche, share]) => ({
        tranche,
        amount: bs(share),
        budgetYear: YEAR,
        milestone: tranche === 1 ? null : `avance del ${this.progress(tranche)} %`,
        progress: tranche === 1 ? null : this.progress(tranche),
      })),
      payee: this.account,
    });
    if (!this.reaches('funded')) return;
    this.does('finance', 2, CommitInstalment, { ...this.of, budgetYear: YEAR });
    this.does('coordinator', 1, BeginInvestment, this.alliance);
  }

  /** By two people, and again when it has been too long. */
  private checksAccount(): void {
    for (const by of ['fiduciary', 'secondFiduciary'] as const) {
      this.does(by, 1, VerifyAccount, {
        programme: PROGRAMME,
        account: this.account,
        evidence: `certificación bancaria de ${this.account}`,
      });
    }
  }

  /** Four, four and two tenths. */
  private get shares(): readonly (readonly [number, number])[] {
    const { credit } = this.who;
    return [
      [1, (credit * 4) / 10],
      [2, (credit * 4) / 10],
      [3, (credit * 2) / 10],
    ];
  }

  private shareOf(tranche: number): number {
    return this.shares[tranche - 1]![1];
  }

  private progress(tranche: number): string {
    return tranche === 2 ? '40' : '80';
  }

  private gives(tranche: number): void {
    const deposit = `D-${this.who.number}-${tranche}`;
    const units = (this.shareOf(tranche) * 3) / 7;
    this.on = after(this.on, 2 + chance(this.who.number, 30 + tranche, 15));
    this.does(this.officer, 0, DepositCounterpart, {
      ...this.of,
      deposit,
      party: this.who.code,
      kind: 'cash',
      amount: bs(units),
      account: this.account,
      depositedOn: this.on,
      evidence: [file(`${deposit} boleta`)],
    });
    this.does('treasurer', 2, VerifyCounterpart, {
      ...this.of,
      deposit,
      shownBy: `extracto de ${this.account}, línea ${tranche}`,
    });
  }

  private firstTranche(): void {
    this.requests(1);
    if (!this.reaches('tranche-reviewed')) return;
    this.reviews(1);
    if (!this.reaches('tranche-signed-once')) return;
    this.signs(1, 'finance');
    if (!this.reaches('tranche-approved')) return;
    this.signs(1, 'coordinator');
    if (!this.reaches('tranche-ordered')) return;
    this.orders(1);
    if (!this.reaches('tranche-sent')) return;
    this.sends(1);
    if (this.stage === 'tranche-bounced') {
      this.does('treasurer', 3, BounceTranche, {
        ...this.of,
        tranche: 1,
        reason: 'número de cuenta no corresponde al titular',
      });
      return;
    }
    if (this.reaches('tranche-paid')) this.confirms(1);
  }

  private requests(tranche: number): void {
    this.does(this.officer, 3, RequestTranche, {
      ...this.of,
      tranche,
      documents: [file(`${this.who.id} solicitud ${tranche}`), file(`${this.who.id} acta ${tranche}`)],
    });
  }

  private reviews(tranche: number): void {
    this.does('disbursements', 1 + chance(this.who.number, 40 + tranche, 9), ReviewTranche, {
      ...this.of,
      tranche,
      opinion: 'documentos completos',
    });
  }

  private signs(tranche: number, by: Act['by']): void {
    this.does(by, 1 + chance(this.who.number, 50 + tranche, 4), SignTranche, { ...this.of, tranche });
  }

  private orders(tranche: number): void {
    this.does('treasurer', 1, OrderTranche, { ...this.of, tranche, payer: OPERATING });
  }

  private sends(tranche: number): void {
    const reference = `SIGEP-${this.who.number}-${tranche}`;
    this.does('treasurer', 1, SendTranche, { ...this.of, tranche, reference });
  }

  private confirms(tranche: number): void {
    const reference = `BU-${this.who.number}-${tranche}`;
    this.does('treasurer', 2, ConfirmTranche, { ...this.of, tranche, reference });
  }

  /** Four invoices, of which the last may not pass. */
  private spends(tranche: number): void {
    const subsidy = this.shareOf(tranche);
    const quarters = [0.3, 0.3, 0.25, 0.15].map((part) => Math.round(subsidy * part));
    for (const [index, units] of quarters.entries()) {
      const expense = `G-${this.who.number}-${tranche}-${index + 1}`;
      const total = units + (units * 3) / 7;
      const amount = { amount: total.toFixed(2), currency: 'BOB' } as const;
      this.does(this.officer, 6 + chance(this.who.number, 60 + index, 8), ReportExpense, {
        ...this.of,
        tranche,
        expense,
        spentOn: after(this.on, 2),
        supplier: `Proveedor ${1 + chance(this.who.number, 70 + index, 40)}`,
        invoice: {
          taxId: String(1_000_000 + chance(this.who.number, 80 + index, 9_000_000)),
          type: 'factura',
          number: String(1_000 * this.who.number + 10 * tranche + index),
          total: amount,
        },
        document: [file(`${expense} factura`)],
        net: amount,
        concept: ['insumos', 'equipos', 'infraestructura', 'asistencia técnica'][index]!,
      });
      if (tranche === 1 && this.stage === 'reported') continue;
      const isLast = index === quarters.length - 1;
      if (tranche === 1 && isLast && this.stage === 'observed') {
        this.does('fiduciary', 5, ObserveExpense, {
          ...this.of,
          expense,
          reason: 'falta el acta de entrega',
        });
      } else if (tranche === 1 && isLast && this.stage === 'ineligible') {
        this.does('fiduciary', 5, RuleIneligible, { ...this.of, expense, reason: 'gasto ajeno al plan' });
      } else {
        this.does('fiduciary', 3, AcceptExpense, { ...this.of, expense });
      }
    }
  }

  private nextTranche(tranche: number): void {
    this.does(this.supervisor, 4, CertifyProgress, {
      ...this.of,
      certificate: `C-${this.who.number}-${tranche}`,
      tranche,
      percentage: tranche === 2 ? '45' : '85',
      observedOn: this.on,
      evidence: [file(`${this.who.id} planilla de avance ${tranche}`)],
    });
    this.checksAccount();
    this.gives(tranche);
    this.requests(tranche);
    this.reviews(tranche);
    this.signs(tranche, 'secondFinance');
    this.signs(tranche, 'secondCoordinator');
    this.orders(tranche);
    this.sends(tranche);
    this.confirms(tranche);
  }

  private lastTranche(): void {
    this.does('finance', 1, CloseTranche, { ...this.of, tranche: 1 });
    this.spends(2);
    this.nextTranche(3);
    this.does('coordinator', 2, BeginOperation, this.alliance);
  }

  private concludes(): void {
    this.does('finance', 1, CloseTranche, { ...this.of, tranche: 2 });
    this.spends(3);
    this.does('finance', 1, CloseTranche, { ...this.of, tranche: 3 });
    this.does('coordinator', 1, CloseAgreement, this.of);
    this.does('coordinator', 1, ConcludeAlliance, {
      ...this.alliance,
      reference: `acta de conclusión ${this.who.number}`,
    });
  }
}
