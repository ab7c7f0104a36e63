import { Inject, Injectable } from '@nestjs/common';
import {
  agreement,
  agreementStream,
  approvalPage,
  approvalStates,
  signaturesSeen,
  type ApprovalPage,
  type ReadState,
  type SignatureSeen,
  type SignaturesSeen,
} from '@tramo/agreements';
import { CommandRuntime, writePosition, type EventLog, type Position } from '@tramo/event-log';
import { Money, type LocalDate } from '@tramo/kernel';
import type { ProgrammesTables } from '@tramo/programmes';
import type { SqlStore } from '@tramo/stores';
import { problems } from '../http/problems';
import { LOG, VIEWS } from '../injection';
import { moneyAnswer } from '../journal/money-answer';
import { clockOf } from './clock';
import type { ApprovalAnswer, GivenSignatureAnswer } from './approval.dto';
import { SpecialAccounts, sourceOf } from './special-accounts';
import type { TranchePath } from './tranches-paths.dto';

type PageOfStreams = Omit<ApprovalAnswer, 'specialAccounts' | 'seen'>;

/** A signature by its number in the round that the tranche is in, or by its own place in the ledger. */
export type AskedSignature = { readonly signature: number } | { readonly position: string };

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
    return { ...(await this.withAccounts(page, path)), seen: null };
  }

  async asSeenAt(path: TranchePath, asked: AskedSignature): Promise<ApprovalAnswer> {
    const { rounds, signatures } = await this.given(path);
    const seen = signatures.find((one) =>
      'signature' in asked
        ? one.round === rounds && one.signature === asked.signature
        : writePosition(one.position) === asked.position,
    );
    if (!seen) throw problems.noSuch('signature', String(Object.values(asked)[0]));
    const { actor, on, effectiveOn, position } = seen;
    const read = this.asThen(seen, agreementStream(path.agreement));
    const page = await this.page(path, read, { actor, on, effectiveOn });
    return { ...(await this.withAccounts(page, path, position)), seen: signatureAnswer(seen, rounds) };
  }

  /** All signatures that were given to a tranche, those to requests that came to nothing marked. */
  async signatures(path: TranchePath): Promise<readonly GivenSignatureAnswer[]> {
    const { rounds, signatures } = await this.given(path);
    return signatures.map((one) => signatureAnswer(one, rounds));
  }

  private async given(path: TranchePath): Promise<SignaturesSeen> {
    await this.mustBeOf(path);
    return signaturesSeen(this.log.read(agreementStream(path.agreement)), path.tranche);
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
  ): Promise<Omit<ApprovalAnswer, 'seen'>> {
    const financing = page.category.category?.financing;
    if (financing === undefined) return { ...page, specialAccounts: [] };
    const on = page.on as LocalDate;
    const asked = { programme, financing, on, ...(before && { before }) };
    return { ...page, specialAccounts: await this.accounts.of(asked) };
  }

  private async mustBeOf({ programme, agreement: id, tranche }: TranchePath): Promise<void> {
    const { state } = await this.commands.stateOf(agreement, agreementStream(id));
    if (state.contract?.programme !== programme) throw problems.noSuch('agreement', id);
    const isAgreed = state.contract.tranches.some((one) => one.tranche === tranche);
    if (!isAgreed) throw problems.noSuchOfAgreement('tranche', id, tranche);
  }
}

const signatureAnswer = (
  { round, signature, amount, actor, on, position }: SignatureSeen,
  rounds: number,
): GivenSignatureAnswer => ({
  round,
  counts: round === rounds,
  signature,
  by: actor,
  on,
  amount: moneyAnswer(Money.parse(amount)),
  position: writePosition(position),
});

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
