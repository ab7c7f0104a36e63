import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, getSharded, invariant, Money, Rejection } from '@tramo/kernel';
import {
  lineKey,
  linesOf,
  programmeFact,
  rulesOfProgramme,
  type AskedLine,
  type Line,
  type ProgrammeAnswer,
} from '@tramo/programmes';
import { agreement } from '../../agreement';
import type { DataOf } from '../../agreement.events';
import { placeOf, type AgreementState } from '../../agreement.state';
import type { CommittedYear, Contract } from '../../contract/contract.state';
import { amountOf, doneBy, groundOf, standing, type AskedOfAgreement } from '../../ground';
import {
  allocatedToItself,
  allocationExceeds,
  alreadyRecorded,
  notAdministration,
  yearNotCommitted,
} from '../administration-refusals';
import { stepFacts, streamOf, type AskedByPerson, type AskedMoney } from '../asking';

type Body = AskedOfAgreement & {
  readonly allocation: string;
  readonly budgetYear: string;
  /** By what it is shared out, and which version of that. */
  readonly driver: string;
  readonly version: string;
  /** Borne outside the programme, so that no line of it is relieved; otherwise it was spent under the agreement. */
  readonly outside?: boolean | null;
  readonly lines: readonly AskedShare[];
};
type AskedShare = { readonly line: AskedLine; readonly amount: AskedMoney };
interface Share {
  readonly line: Line;
  readonly amount: Money;
}

/** What was spent on one line, or outside the programme, is shared out among others: a proration, and no payment. */
export class AllocateCost extends CommandOfPerson<Body> {}

export const AllocateCostHandler = decides(AllocateCost, {
  decider: agreement,
  stream: streamOf,
  facts: {
    ...stepFacts<Body>(),
    programme: programmeFact<AskedByPerson<Body>, AgreementState>({
      programme: ({ programme }) => programme,
      lines: ({ lines }) => lines.map(({ line }) => line),
    }),
  },
  decide: (state, body, context) => {
    const { facts, effectiveOn } = context;
    const withoutLines = { ...facts, programme: { ...facts.programme, problems: [] } };
    const ground = groundOf(state, body, { effectiveOn, facts: withoutLines });
    if (ground instanceof Rejection) return ground;
    const { contract, of, correctsOn } = ground;
    if (contract.kind !== 'administration') return notAdministration(contract);
    const { allocation, budgetYear, driver, version } = body;
    if (getSharded(state.expenses.recorded, allocation)) return alreadyRecorded('ALLOCATION', allocation);
    const committed = body.outside ? null : contract.committed.get(budgetYear);
    if (committed === undefined) return yearNotCommitted(body.agreement, budgetYear);
    const shares = sharesOf(body, contract, facts.programme);
    if (shares instanceof Rejection) return shares;
    const place = placeOf(contract, budgetYear);
    const said = { ...of, ...doneBy(context, facts.people), correctsOn };
    const from = committed && { place, commitment: committed.commitment };
    const events = shares.map(({ line, amount }) => ({
      type: 'CostAllocated' as const,
      data: {
        ...said,
        allocation,
        from,
        driver,
        version,
        to: { ...place, entity: line.entity, line },
        amount: amount.toJSON(),
      } satisfies DataOf<'CostAllocated'>,
    }));
    const [first, ...rest] = events;
    invariant(first, 'an allocation has lines');
    const broken = [
      ...standing(contract),
      ...linesBroken(body, effectiveOn, facts.programme),
      ...(committed ? sharesBroken(state, committed, { budgetYear, shares }) : []),
    ];
    return accept([first, ...rest], [...ground.broken, ...broken]);
  },
});

function sharesOf(
  { lines }: Body,
  contract: Contract,
  programme: ProgrammeAnswer,
): readonly Share[] | Rejection {
  const asked = lines.map(({ line }) => ({ ...line, entity: line.entity ?? contract.entity }));
  const full = linesOf(programme, asked);
  const shares: Share[] = [];
  for (const [index, { amount: json }] of lines.entries()) {
    const amount = amountOf(json, contract, `lines.${index}.amount`);
    if (amount instanceof Rejection) return amount;
    shares.push({ line: full[index]!, amount });
  }
  return shares;
}

/** Codes that are not known, or not of the day. That the month is closed has been said. */
function linesBroken(
  { programme }: Body,
  effectiveOn: Parameters<typeof rulesOfProgramme>[1]['effectiveOn'],
  answer: ProgrammeAnswer,
): readonly Rejection[] {
  const rules = rulesOfProgramme(
    { ...answer, monthClosed: false },
    { programme, effectiveOn, pathOf: (line) => `lines.${line}.line` },
  );
  return rules instanceof Rejection ? [rules] : rules;
}

function sharesBroken(
  { expenses }: AgreementState,
  { commitment, line, amount }: CommittedYear,
  { budgetYear, shares }: { readonly budgetYear: string; readonly shares: readonly Share[] },
): readonly Rejection[] {
  const zero = Money.zero(amount.currency.code);
  const spent = expenses.spent.get(commitment) ?? zero;
  const allocated = expenses.allocated.get(commitment) ?? zero;
  const asked = Money.sum(
    zero.currency.code,
    shares.map((share) => share.amount),
  );
  return [
    ...shares.flatMap((share, index) =>
      lineKey(share.line) === lineKey(line) ? [allocatedToItself(index, line)] : [],
    ),
    ...(asked.plus(allocated).isGreaterThan(spent)
      ? [allocationExceeds(budgetYear, { spent, allocated, asked })]
      : []),
  ];
}
