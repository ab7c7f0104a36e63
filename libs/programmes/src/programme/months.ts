import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection } from '@tramo/kernel';
import { programmeStream } from '../codes';
import { programme, type ReopeningProposal } from './programme.state';
import { programmeUnknown } from './rules-of-programme';

type MonthBody = {
  readonly programme: string;
  /** `2022-03` */
  readonly month: string;
};

export class CloseMonth extends LedgerCommand<MonthBody> {}
export class ProposeMonthReopening extends LedgerCommand<MonthBody & { readonly reason: string }> {}
/** By a second person: reopening takes two. */
export class SecondMonthReopening extends LedgerCommand<MonthBody> {}

export const CloseMonthHandler = decides(CloseMonth, {
  decider: programme,
  stream: (body) => programmeStream(body.programme),
  decide: ({ opened, closedMonths }, { programme: of, month }, { actor }) => {
    if (!opened) return programmeUnknown(of);
    if (closedMonths.has(month)) return alreadyClosed(of, month);
    return accept([{ type: 'MonthClosed', data: { programme: of, month, by: actor } }]);
  },
});

export const ProposeMonthReopeningHandler = decides(ProposeMonthReopening, {
  decider: programme,
  stream: (body) => programmeStream(body.programme),
  decide: ({ opened, closedMonths }, { programme: of, month, reason }, { actor }) => {
    if (!opened) return programmeUnknown(of);
    const proposal = closedMonths.get(month);
    if (proposal === undefined) return notClosed(of, month);
    if (proposal) return alreadyProposed(of, month, proposal);
    return accept([{ type: 'MonthReopeningProposed', data: { programme: of, month, reason, by: actor } }]);
  },
});

export const SecondMonthReopeningHandler = decides(SecondMonthReopening, {
  decider: programme,
  stream: (body) => programmeStream(body.programme),
  decide: ({ opened, closedMonths }, { programme: of, month }, { actor }) => {
    if (!opened) return programmeUnknown(of);
    const proposal = closedMonths.get(month);
    if (proposal === undefined) return notClosed(of, month);
    if (!proposal) return notProposed(of, month);
    const { by: proposedBy, reason } = proposal;
    const data = { programme: of, month, reason, proposedBy, by: actor };
    return accept([{ type: 'MonthReopened', data }], proposedBy === actor ? [samePerson(month, actor)] : []);
  },
});

const alreadyClosed = (of: string, month: string): Rejection =>
  new Rejection({
    code: 'MONTH_ALREADY_CLOSED',
    category: 'conflict',
    message: `${month} is closed already`,
    values: { programme: of, month },
    cure: 'close another month; this one needs nothing more',
    field: 'month',
  });

const notClosed = (of: string, month: string): Rejection =>
  new Rejection({
    code: 'MONTH_NOT_CLOSED',
    category: 'conflict',
    message: `${month} is open`,
    values: { programme: of, month },
    cure: 'name a month that is closed',
    field: 'month',
  });

const alreadyProposed = (of: string, month: string, { by, reason }: ReopeningProposal): Rejection =>
  new Rejection({
    code: 'REOPENING_ALREADY_PROPOSED',
    category: 'conflict',
    message: `${by} has proposed to reopen ${month}`,
    values: { programme: of, month, proposedBy: by, reason },
    cure: `have someone other than ${by} second it`,
    field: 'month',
  });

const notProposed = (of: string, month: string): Rejection =>
  new Rejection({
    code: 'REOPENING_NOT_PROPOSED',
    category: 'conflict',
    message: `nobody has proposed to reopen ${month}`,
    values: { programme: of, month },
    cure: 'propose it first, with a reason',
    field: 'month',
  });

const samePerson = (month: string, person: string): Rejection =>
  new Rejection({
    code: 'SAME_PERSON',
    category: 'forbidden',
    message: `${person} proposed to reopen ${month}, and it takes two`,
    values: { month, proposedBy: person, secondedBy: person },
    cure: `have someone other than ${person} second it`,
  });
