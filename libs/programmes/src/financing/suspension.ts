import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection, type LocalDate } from '@tramo/kernel';
import { financingStream } from '../codes';
import { financing, type FinancingState, type Suspension } from './financing.state';
import { financingUnknown } from './refusals';

type Noticed = {
  readonly financing: string;
  /** The lender's letter, as people cite it. */
  readonly document: string;
  readonly reason: string;
};
export type SuspendFinancingBody = Noticed & {
  /** From this day on the lender pays nothing out. */
  readonly suspendedOn: LocalDate;
};
export type LiftFinancingSuspensionBody = Noticed & {
  /** From this day on it pays again. */
  readonly liftedOn: LocalDate;
};

/** The lender pays nothing out: no tranche that draws on it is released while that lasts. */
export class SuspendFinancing extends LedgerCommand<SuspendFinancingBody> {}

export const SuspendFinancingHandler = decides(SuspendFinancing, {
  decider: financing,
  stream: (body) => financingStream(body.financing),
  decide: (state, { financing: code, suspendedOn, document, reason }, { actor, actedOn }) => {
    const { agreement, suspensions } = state;
    if (!agreement) return financingUnknown(code);
    const lasting = lastingOf(state);
    if (lasting) return suspendedAlready(code, lasting);
    const { programme } = agreement;
    const number = suspensions.length + 1;
    const data = {
      programme,
      financing: code,
      number,
      suspendedOn,
      document,
      reason,
      by: actor,
      on: actedOn,
    };
    const early = suspendedOn > actedOn ? [notYet('suspendedOn', suspendedOn, actedOn)] : [];
    return accept([{ type: 'FinancingSuspended', data }], early);
  },
});

/** Money flows again, which takes a second person: stopping it took one. */
export class LiftFinancingSuspension extends LedgerCommand<LiftFinancingSuspensionBody> {}

export const LiftFinancingSuspensionHandler = decides(LiftFinancingSuspension, {
  decider: financing,
  stream: (body) => financingStream(body.financing),
  decide: (state, { financing: code, liftedOn, document, reason }, { actor, actedOn }) => {
    const { agreement } = state;
    if (!agreement) return financingUnknown(code);
    const lasting = lastingOf(state);
    if (!lasting) return notSuspended(code);
    const { programme } = agreement;
    const { number } = lasting;
    const data = { programme, financing: code, number, liftedOn, document, reason, by: actor, on: actedOn };
    return accept(
      [{ type: 'FinancingSuspensionLifted', data }],
      [
        ...(lasting.by === actor ? [samePerson(code, actor)] : []),
        ...(liftedOn < lasting.suspendedOn ? [liftedBefore(lasting, liftedOn)] : []),
        ...(liftedOn > actedOn ? [notYet('liftedOn', liftedOn, actedOn)] : []),
      ],
    );
  },
});

const lastingOf = ({ suspensions }: FinancingState): Suspension | undefined =>
  suspensions.find(({ liftedOn }) => liftedOn === null);

const suspendedAlready = (code: string, { suspendedOn, document, reason, by }: Suspension): Rejection =>
  new Rejection({
    code: 'FINANCING_SUSPENDED_ALREADY',
    category: 'conflict',
    message: `the lender suspended ${code} on ${suspendedOn}`,
    values: { financing: code, suspendedOn, document, reason, recordedBy: by },
    cure: 'nothing more is needed; it can be lifted',
    field: 'financing',
  });

const notSuspended = (code: string): Rejection =>
  new Rejection({
    code: 'FINANCING_NOT_SUSPENDED',
    category: 'conflict',
    message: `${code} is not suspended`,
    values: { financing: code },
    cure: 'nothing is to be lifted',
    field: 'financing',
  });

const samePerson = (code: string, person: string): Rejection =>
  new Rejection({
    code: 'SAME_PERSON',
    category: 'forbidden',
    message: `${person} recorded that ${code} is suspended, and lifting it takes another person`,
    values: { financing: code, suspendedBy: person, liftedBy: person },
    cure: `have someone other than ${person} record that it is lifted`,
  });

const liftedBefore = ({ suspendedOn }: Suspension, liftedOn: LocalDate): Rejection =>
  new Rejection({
    code: 'LIFTED_BEFORE_SUSPENDED',
    message: `it was suspended on ${suspendedOn}, after that`,
    values: { suspendedOn, liftedOn },
    cure: `name ${suspendedOn} or a later day`,
    field: 'liftedOn',
  });

const notYet = (field: 'suspendedOn' | 'liftedOn', day: LocalDate, on: LocalDate): Rejection =>
  new Rejection({
    code: 'NOTICE_OF_THE_FUTURE',
    message: `${day} has not come yet`,
    values: { [field]: day, on },
    cure: `record it on ${day}, or name ${on} or an earlier day`,
    field,
  });
