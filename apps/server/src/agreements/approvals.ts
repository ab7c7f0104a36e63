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
import { CommandRuntime, type EventLog, type Position } from '@tramo/event-log';
import type { LocalDate } from '@tramo/kernel';
import type { ProgrammesTables } from '@tramo/programmes';
import type { SqlStore } from '@tramo/stores';
import { problems } from '../http/problems';
import { LOG, VIEWS } from '../injection';
import { clockOf } from './clock';
import type { ApprovalAnswer } from './approval.dto';
import { SpecialAccounts, sourceOf } from './special-accounts';
import type { TranchePath } from './tranches-paths.dto';

type PageOfStreams = Omit<ApprovalAnswer, 'specialAccounts'>;

/** The approval page: as things are, or as somebody who signed saw them. */
@Injectable()
export class Approvals {
  constructor(
    @Inject(CommandRuntime) private readonly commands: CommandRuntime,
    @Inject(LOG) private readonly log: EventLog,
    private readonly accounts: SpecialAccounts,
    @Inject(VIEWS) private readonly programmes: SqlStore<ProgrammesTables>,
  ) {}

  async now(path: TranchePath, actor: string): Promise<ApprovalAnswer> {
    const { today } = await clockOf(this.programmes, path.programme);
    const read: ReadState = (_name, decider, stream) => this.commands.stateOf(decider, stream);
    const page = await this.page(path, read, { actor, on: today, effectiveOn: today });
    return this.withAccounts(page, path);
  }

  async asSeenAt(path: TranchePath, signature: number): Promise<ApprovalAnswer> {
    const { tranche } = path;
    const stream = agreementStream(path.agreement);
    await this.mustBeOf(path);
    const seen = await approvalSeenAt(this.log.read(stream), { tranche, signature });
    if (!seen) throw problems.noSuch('signature', String(signature));
    const { actor, on, effectiveOn, position } = seen;
    const page = await this.page(path, this.asThen(seen, stream), { actor, on, effectiveOn });
    return this.withAccounts(page, path, position);
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

  private async withAccounts(
    page: PageOfStreams,
    { programme }: TranchePath,
    before?: Position,
  ): Promise<ApprovalAnswer> {
    const financing = page.category.category?.financing;
    if (financing === undefined) return { ...page, specialAccounts: [] };
    const on = page.on as LocalDate;
    const asked = { programme, financing, on, ...(before && { before }) };
    return { ...page, specialAccounts: await this.accounts.of(asked) };
  }

  private async mustBeOf({ programme, agreement: id }: TranchePath): Promise<void> {
    const { state } = await this.commands.stateOf(agreement, agreementStream(id));
    if (state.contract?.programme !== programme) throw problems.noSuch('agreement', id);
  }
}

interface From {
  readonly evidence: { readonly stream: string; readonly revision: number };
}

const linked = <Part extends From>(part: Part) => ({ ...part, evidence: sourceOf(part.evidence) });

const answerOf = (page: ApprovalPage): PageOfStreams =>
  ({
    ...page,
    tranche: linked(page.tranche),
    agreement: linked(page.agreement),
    counterpart: linked(page.counterpart),
    progress: linked(page.progress),
    season: linked(page.season),
    clock: linked(page.clock),
    earlier: linked(page.earlier),
    bank: linked(page.bank),
    budget: linked(page.budget),
    category: linked(page.category),
    signatures: linked(page.signatures),
  }) as unknown as PageOfStreams;
