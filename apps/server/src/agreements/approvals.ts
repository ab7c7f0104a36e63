import { Inject, Injectable } from '@nestjs/common';
import {
  agreement,
  agreementStream,
  approvalPage,
  approvalSeenAt,
  approvalStates,
  type ApprovalPage,
  type ReadState,
  type SignatureSeen,
} from '@tramo/agreements';
import { CommandRuntime, type EventLog } from '@tramo/event-log';
import type { SqlStore } from '@tramo/stores';
import { accountStream, bankAccounts, type TreasuryTables } from '@tramo/treasury';
import { moneyOf } from '../budget/answers';
import { problems } from '../http/problems';
import { LOG, VIEWS } from '../injection';
import type { ApprovalAnswer, ApprovalSpecialAccountAnswer } from './approval.dto';
import type { TranchePath } from './tranches-paths.dto';
import { TrancheViews } from './tranches-views';

type PageOfStreams = Omit<ApprovalAnswer, 'specialAccounts'>;

/** A credit has one or two. */
const ACCOUNTS_MAX = 20;

/** The approval page: as things are, or as somebody who signed saw them. */
@Injectable()
export class Approvals {
  constructor(
    @Inject(CommandRuntime) private readonly commands: CommandRuntime,
    @Inject(LOG) private readonly log: EventLog,
    @Inject(VIEWS) private readonly treasury: SqlStore<TreasuryTables>,
    private readonly views: TrancheViews,
  ) {}

  async now(path: TranchePath, actor: string): Promise<ApprovalAnswer> {
    const today = await this.views.todayOf(path.programme);
    const read: ReadState = (_name, decider, stream) => this.commands.stateOf(decider, stream);
    const page = await this.page(path, read, { actor, on: today, effectiveOn: today });
    const financing = page.category.category?.financing;
    const specialAccounts = financing === undefined ? [] : await this.specialAccounts(path, financing);
    return { ...page, specialAccounts };
  }

  async asSeenAt(path: TranchePath, signature: number): Promise<ApprovalAnswer> {
    const { tranche } = path;
    const stream = agreementStream(path.agreement);
    await this.mustBeOf(path);
    const seen = await approvalSeenAt(this.log.read(stream), { tranche, signature });
    if (!seen) throw problems.noSuch('signature', String(signature));
    const { actor, on, effectiveOn } = seen;
    const page = await this.page(path, this.asThen(seen, stream), { actor, on, effectiveOn });
    // No signature relies on them, so that nobody knows which state of theirs was seen.
    return { ...page, specialAccounts: null };
  }

  /** As far as the signature relied on each stream, and without what it wrote there itself. */
  private asThen({ revision, commandId, facts }: SignatureSeen, own: string): ReadState {
    const relied = new Map(facts.map((one) => [one.name, one]));
    return (name, decider, stream) => {
      if (stream === own) return this.commands.stateOf(decider, stream, { revision });
      const found = relied.get(name);
      const last = found?.stream === stream ? found.revision : -1;
      return this.commands.stateOf(decider, stream, { revision: last, beforeCommand: commandId });
    };
  }

  private async page(
    { programme, agreement: id, tranche }: TranchePath,
    read: ReadState,
    asked: Pick<SignatureSeen, 'actor' | 'on' | 'effectiveOn'>,
  ): Promise<PageOfStreams> {
    const { effectiveOn } = asked;
    const states = await approvalStates({ programme, agreement: id, tranche, effectiveOn }, read);
    const { contract } = states.agreement.state;
    if (contract?.programme !== programme) throw problems.noSuch('agreement', id);
    const instalment = contract.tranches.find((one) => one.tranche === tranche);
    if (!instalment) throw problems.noSuchOfAgreement('tranche', id, tranche);
    return answerOf(approvalPage(states, { ...asked, contract, instalment }));
  }

  private async specialAccounts(
    { programme }: TranchePath,
    financing: string,
  ): Promise<ApprovalSpecialAccountAnswer[]> {
    const filter = { kind: 'special', financing, state: 'open' } as const;
    const rows = await bankAccounts(this.treasury.db, programme, filter, { limit: ACCOUNTS_MAX });
    return rows.map(({ id, currency, balance, held, ceiling, revision }) => ({
      account: id,
      balance: moneyOf(balance, currency),
      held: moneyOf(held, currency),
      ceiling: ceiling === null ? null : moneyOf(ceiling, currency),
      evidence: sourceOf({ stream: accountStream(id), revision: Number(revision) }),
    }));
  }

  private async mustBeOf({ programme, agreement: id }: TranchePath): Promise<void> {
    const { state } = await this.commands.stateOf(agreement, agreementStream(id));
    if (state.contract?.programme !== programme) throw problems.noSuch('agreement', id);
  }
}

interface From {
  readonly evidence: { readonly stream: string; readonly revision: number };
}

/** With the address at which the events behind a part can be read. */
const sourceOf = ({ stream, revision }: From['evidence']) => ({
  stream,
  revision,
  events: `/api/v1/streams/${encodeURIComponent(stream)}/events`,
});

const linked = <Part extends From>(part: Part) => ({ ...part, evidence: sourceOf(part.evidence) });

const answerOf = (page: ApprovalPage): PageOfStreams =>
  ({
    ...page,
    tranche: linked(page.tranche),
    agreement: linked(page.agreement),
    counterpart: linked(page.counterpart),
    progress: linked(page.progress),
    earlier: linked(page.earlier),
    bank: linked(page.bank),
    budget: linked(page.budget),
    category: linked(page.category),
    signatures: linked(page.signatures),
  }) as unknown as PageOfStreams;
