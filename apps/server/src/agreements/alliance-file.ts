import { Inject, Injectable } from '@nestjs/common';
import {
  agreementStream,
  allianceStream,
  expenses,
  fileTimeline,
  tranches,
  type AgreementKey,
  type AllianceKey,
  type ExpenseTables,
  type FileMoment,
  type TrancheTables,
} from '@tramo/agreements';
import type { EventLog, RecordedEvent } from '@tramo/event-log';
import type { SqlStore } from '@tramo/stores';
import {
  accountStream,
  bankAccounts,
  bankPayments,
  paymentStream,
  type TreasuryTables,
} from '@tramo/treasury';
import type { MoneyDto } from '../http/money.dto';
import { LOG, VIEWS } from '../injection';
import { eventLink } from '../journal/event-link';
import { accountAnswer, paymentAnswer } from '../treasury/answers';
import type { AllianceFileAnswer, FileClockAnswer, FileMomentAnswer } from './alliance-file.dto';
import { AllianceViews } from './alliances-views';
import type { AllianceStepAnswer } from './alliances-answers.dto';
import { ContractViews } from './contracts-views';
import { expenseAnswer } from './expenses-answers';
import { TrancheViews } from './tranches-views';
import type { TrancheInFullAnswer } from './tranches-answers.dto';

/** More of anything than an alliance ever has: what is longer is asked for page by page elsewhere. */
const ALL = { limit: 2_000 };

type Tables = TreasuryTables & TrancheTables & ExpenseTables;

/** Puts together what the views show of an alliance, and reads its streams themselves for the timeline. */
@Injectable()
export class AllianceFile {
  constructor(
    private readonly alliances: AllianceViews,
    private readonly contracts: ContractViews,
    private readonly tranches: TrancheViews,
    @Inject(VIEWS) private readonly views: SqlStore<Tables>,
    @Inject(LOG) private readonly log: EventLog,
  ) {}

  async of(key: AllianceKey): Promise<AllianceFileAnswer> {
    const alliance = await this.alliances.one(key);
    const { programme } = key;
    const { agreement } = alliance;
    const accounts = await bankAccounts(
      this.views.db,
      programme,
      { kind: 'organisation', holder: alliance.organisation.code },
      ALL,
    );
    const signed = agreement === null ? NOTHING : await this.signed({ programme, agreement });
    const streams = [
      allianceStream(key.alliance),
      ...(agreement === null ? [] : [agreementStream(agreement)]),
      ...accounts.map(({ id }) => accountStream(id)),
      ...signed.payments.map(({ payment }) => paymentStream(payment)),
    ];
    const events = await Promise.all(streams.map((stream) => this.eventsOf(stream)));
    return {
      alliance,
      ...signed,
      accounts: accounts.map(accountAnswer),
      counterpart: signed.agreement?.contributions ?? [],
      clock: clockOf(alliance.steps, signed.tranches),
      timeline: fileTimeline(events.flat()).map(momentAnswer),
    };
  }

  /** What there is from the signature on. */
  private async signed(key: AgreementKey): Promise<Signed> {
    const { programme, agreement } = key;
    const { db } = this.views;
    const [contract, rows, spent, paid] = await Promise.all([
      this.contracts.one(key),
      tranches(db, programme, { agreement }, ALL),
      expenses(db, programme, { agreement }, ALL),
      bankPayments(db, programme, { agreement }, ALL),
    ]);
    return {
      agreement: contract,
      tranches: await Promise.all(
        rows.map(({ tranche }) => this.tranches.one({ ...key, tranche: Number(tranche) })),
      ),
      expenses: spent.map(expenseAnswer),
      payments: paid.map(paymentAnswer),
    };
  }

  private async eventsOf(stream: string): Promise<RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const page of this.log.read(stream)) events.push(...page);
    return events;
  }
}

type Signed = Pick<AllianceFileAnswer, 'agreement' | 'tranches' | 'expenses' | 'payments'>;
const NOTHING: Signed = { agreement: null, tranches: [], expenses: [], payments: [] };

const momentAnswer = ({ stream, revision, what, amount, ...moment }: FileMoment): FileMomentAnswer => ({
  ...moment,
  what: { ...what },
  amount: amount as MoneyDto | null,
  stream,
  link: eventLink(stream, revision),
});

/** Of the alliance and of each tranche what waited for somebody, by the day on which it began to. */
function clockOf(
  steps: readonly AllianceStepAnswer[],
  all: readonly TrancheInFullAnswer[],
): FileClockAnswer[] {
  const ofAlliance = steps.map(({ number: _number, ...step }) => ({
    of: 'alliance',
    tranche: null,
    ...step,
  }));
  const ofTranches = all.flatMap(({ tranche, steps: own }) =>
    own.flatMap(({ wait, owner, startedOn, endedOn, workingDays }) =>
      wait === null || owner === null
        ? []
        : [{ of: 'tranche', tranche, step: wait, owner, startedOn, endedOn, workingDays: workingDays ?? 0 }],
    ),
  );
  return [...ofAlliance, ...ofTranches].sort((a, b) =>
    a.startedOn < b.startedOn ? -1 : a.startedOn > b.startedOn ? 1 : 0,
  );
}
