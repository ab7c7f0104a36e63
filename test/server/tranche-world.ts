import { CommitInstalment, DepositCounterpart, SignAgreement, VerifyCounterpart } from '@tramo/agreements';
import type {
  CommandAnswer,
  CommandContext,
  CommandRuntime,
  CommandSpec,
  LedgerCommand,
} from '@tramo/event-log';
import { addDays, localDateIn, type DomainEvent, type LocalDate } from '@tramo/kernel';
import { house } from '../../apps/server/src/house';
import type { Role } from '../../apps/server/src/auth/actor';
import { key, startServer, type Answer, type TestServer } from './support';

/** A programme whose year is the present one, with an agreement of two tranches that is signed and funded. */
export const PROGRAMME = 'par2';
export const AGREEMENT = 'a-17';
export const today = localDateIn('America/La_Paz', new Date());
export const year = today.slice(0, 4);
const firstDay = `${year}-01-01` as LocalDate;

export const bob = (amount: string) => ({ amount, currency: 'BOB' as const });
export const usd = (amount: string) => ({ amount, currency: 'USD' as const });
export const document = { name: 'request.pdf', sha256: 'a'.repeat(64) };

const PEOPLE = {
  carla: ['coordinator', 'administrator'],
  fina: ['finance-specialist'],
  mario: ['manager'],
  olga: ['alliance-officer'],
  dora: ['disbursement-analyst'],
  vera: ['fiduciary-analyst'],
  tito: ['treasurer'],
  super: ['field-supervisor'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Person = keyof typeof PEOPLE;

type AnySpec = CommandSpec<LedgerCommand['body'], unknown, DomainEvent, object>;
type Command<Body> = new (body: Body, context: CommandContext) => LedgerCommand;

export class TrancheWorld {
  private made = 0;
  last = '';

  private constructor(
    readonly server: TestServer,
    private readonly tokens: Readonly<Record<Person, string>>,
  ) {}

  static async open(): Promise<TrancheWorld> {
    const server = await startServer({}, undefined, house);
    const tokens: Record<string, string> = {};
    for (const [person, roles] of Object.entries(PEOPLE)) {
      tokens[person] = await server.tokenOf(person, ...roles);
    }
    const world = new TrancheWorld(server, tokens as Record<Person, string>);
    await world.found();
    return world;
  }

  post(person: Person, path: string, body: object, idempotencyKey?: string): Promise<Answer> {
    const headers = key(idempotencyKey ?? `key-${(this.made += 1)}`);
    return this.server.call(path, { token: this.tokens[person], body, headers });
  }

  async accepted(person: Person, path: string, body: object): Promise<Answer['body']> {
    const answer = await this.post(person, path, body);
    expect([path, answer.status, answer.body]).toEqual([path, 201, expect.anything()]);
    this.last = answer.body['position'] as string;
    return answer.body;
  }

  async refused(
    person: Person,
    path: string,
    body: object,
  ): Promise<{ code: unknown; also: readonly unknown[] }> {
    const before = await this.head();
    const answer = await this.post(person, path, body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await this.head()).toBe(before);
    const also = (answer.body['also'] ?? []) as readonly { code: string }[];
    return { code: answer.body['code'], also: also.map(({ code }) => code) };
  }

  async read<Shape>(path: string, person: Person = 'vera'): Promise<Shape> {
    const joined = `${path}${path.includes('?') ? '&' : '?'}after=${this.last}`;
    const answer = await this.server.call(joined, { token: this.tokens[person] });
    expect([path, answer.status, answer.body]).toEqual([path, 200, expect.anything()]);
    return answer.body as Shape;
  }

  async head(): Promise<unknown> {
    return (await this.server.call('/api/v1/ledger')).body['head'];
  }

  /** By the runtime itself, for what other routes are about, or happened before. */
  async act<Body>(
    command: Command<Body>,
    body: Body,
    person: Person,
    {
      idempotencyKey,
      by = this.server.system.commands,
      happenedOn,
    }: { idempotencyKey?: string; by?: CommandRuntime; happenedOn?: LocalDate } = {},
  ): Promise<CommandAnswer> {
    const asked = {
      actor: person,
      roles: PEOPLE[person],
      idempotencyKey: idempotencyKey ?? `act-${(this.made += 1)}`,
      correlationId: 'test',
      effectiveOn: happenedOn ?? today,
      today,
      mode: happenedOn ? ('history' as const) : ('live' as const),
    };
    const answer = await by.execute(new command(body, asked), specOf(command));
    this.last = answer.position;
    return answer;
  }

  /** Where one tranche of the agreement is reached over HTTP. */
  readonly path = (tranche: number, ...more: readonly string[]): string =>
    [`/api/v1/programmes/${PROGRAMME}/agreements/${AGREEMENT}/tranches/${tranche}`, ...more].join('/');

  private async found(): Promise<void> {
    const programme = `/api/v1/programmes/${PROGRAMME}`;
    const valid = { validFrom: firstDay };
    await this.accepted('carla', '/api/v1/programmes', {
      programme: PROGRAMME,
      name: 'PAR II',
      country: 'BO',
      agency: 'EMPODERAR',
      zone: 'America/La_Paz',
      bookCurrency: 'BOB',
      displayUnit: 1,
      unit: { code: 'uep', name: 'Unidad ejecutora' },
    });
    await this.accepted('carla', '/api/v1/financing', {
      financing: '8735-bo',
      programme: PROGRAMME,
      lender: 'BIRF',
      number: '8735-BO',
      amount: usd('100000'),
      closingDate: addDays(today, 900),
      graceEnd: addDays(today, 1000),
      withdrawals: ['advance'],
      specialAccounts: [{ code: 'CE-1', name: 'Cuenta especial', ceiling: usd('8000') }],
    });
    const financing = '/api/v1/financing/8735-bo';
    await this.accepted('carla', `${financing}/shares`, {
      executor: 'uep',
      purpose: 'PAR II',
      amount: usd('100000'),
    });
    await this.accepted('carla', `${financing}/categories`, {
      categories: [{ code: '2(a)', name: 'Subprojects', percentage: '100', eligibleAt: 'transfer' }],
    });
    await this.accepted('carla', `${financing}/allocations`, {
      share: 'uep',
      category: '2(a)',
      amount: usd('9000'),
    });
    await this.accepted('carla', `${programme}/classifiers/source`, {
      entries: [{ code: 'AIF', name: 'BIRF', sourceKind: 'lender', financing: '8735-bo', ...valid }],
    });
    await this.accepted('carla', `${programme}/classifiers/component`, {
      entries: [{ code: 'B.1', name: 'Alliances', ...valid }],
    });
    await this.accepted('carla', `${programme}/crosswalks`, {
      financing: '8735-bo',
      ...valid,
      entries: [{ component: 'B.1', category: '2(a)' }],
      proof: 'one to one',
    });
    await this.publish(today);
    await this.accepted('fina', `${programme}/budgets`, { year });
    const line = { source: 'AIF', component: 'B.1' };
    await this.accepted('fina', `${programme}/budgets/${year}/plans`, {
      lines: [{ line, amount: bob('20000') }],
    });
    await this.accepted('fina', `${programme}/budgets/${year}/inscriptions`, {
      kind: 'initial',
      legalAct: { type: 'ley', number: 'PGE', date: firstDay },
      lines: [{ line, amount: bob('10000') }],
    });
    await this.openAccounts(programme);
    await this.signAgreement();
  }

  publish(date: LocalDate): Promise<unknown> {
    const rate = { base: 'USD', quote: 'BOB', regime: 'official', side: 'buy', value: '6.86', source: 'BCB' };
    return this.accepted('carla', '/api/v1/rates', { rates: [{ ...rate, date }] });
  }

  private async openAccounts(programme: string): Promise<void> {
    const accounts = `${programme}/bank-accounts`;
    const bank = 'Banco Unión';
    await this.accepted('carla', accounts, {
      account: 'operativa',
      kind: 'operating',
      bank,
      number: '1-002',
    });
    await this.accepted('carla', accounts, {
      account: 'org-12-main',
      kind: 'organisation',
      holder: 'ORG-12',
      bank,
      number: '1-777',
    });
    await this.accepted('tito', `${accounts}/operativa/receipts`, {
      receipt: 'T-1',
      kind: 'treasury',
      amount: bob('9000'),
      reference: 'C31 1',
    });
    await this.verifyPayee();
  }

  async verifyPayee(): Promise<void> {
    const path = `/api/v1/programmes/${PROGRAMME}/bank-accounts/org-12-main/verifications`;
    await this.accepted('dora', path, { evidence: 'a certificate of the bank' });
    await this.accepted('vera', path, { evidence: 'a call to a number known before' });
  }

  private async signAgreement(): Promise<void> {
    const of = { programme: PROGRAMME, agreement: AGREEMENT };
    await this.act(
      SignAgreement,
      {
        ...of,
        reference: `Convenio 17/${year}`,
        organisation: { code: 'ORG-12', name: 'Papas de Betanzos' },
        line: { source: 'AIF', component: 'B.1' },
        lender: { financing: '8735-bo', currency: 'USD' },
        credit: bob('7000'),
        startsOn: today,
        endsOn: addDays(today, 400),
        tranches: [
          { tranche: 1, amount: bob('4000'), budgetYear: year },
          { tranche: 2, amount: bob('3000'), budgetYear: year, milestone: 'sown', progress: '40' },
        ],
        counterpart: { rate: '30', base: 'total' },
        promised: [{ party: 'ORG-12', kind: 'cash', amount: bob('3000') }],
        payee: 'org-12-main',
      },
      'olga',
    );
    await this.act(CommitInstalment, { ...of, budgetYear: year }, 'fina');
    const deposit = { ...of, deposit: 'd-1' };
    await this.act(
      DepositCounterpart,
      {
        ...deposit,
        party: 'ORG-12',
        kind: 'cash',
        amount: bob('3000'),
        account: 'org-12-main',
        depositedOn: today,
      },
      'olga',
    );
    await this.act(VerifyCounterpart, { ...deposit, shownBy: 'statement 3, line 12' }, 'dora');
  }

  /** From the request up to a step, over HTTP. */
  async walk(
    tranche: number,
    until: 'requested' | 'reviewed' | 'approved' | 'ordered' | 'sent' | 'confirmed',
  ): Promise<void> {
    const steps = [
      ['requested', 'olga', 'requests', { documents: [document] }],
      ['reviewed', 'dora', 'reviews', { opinion: 'complete' }],
      ['', 'fina', 'signatures', {}],
      ['approved', 'mario', 'signatures', {}],
      ['ordered', 'tito', 'orders', { payer: 'operativa' }],
      ['sent', 'tito', 'sendings', { reference: 'file 9' }],
      ['confirmed', 'tito', 'confirmations', { reference: 'bank 77' }],
    ] as const;
    for (const [step, person, path, body] of steps) {
      await this.accepted(person, this.path(tranche, path), body);
      if (step === until) return;
    }
  }
}

export function specOf<Body>(command: Command<Body>): AnySpec {
  const handler = house.commandHandlers.find((one) => (one.command as unknown) === command);
  return (handler as unknown as { readonly spec: AnySpec }).spec;
}
