import type { RecordedEvent } from '@tramo/event-log';
import { Money, type LocalDate, type MoneyJson } from '@tramo/kernel';
import { bankWords } from './alliance-file-bank-words';
import { allianceWords, contractWords, courseWords, type Words } from './alliance-file-words';

/** One event of the many streams that an alliance's file is made of, as people read it. */
export interface FileMoment {
  readonly event: string;
  readonly what: Words;
  /** The tranche, expense, deposit, payment or other thing that it is about. */
  readonly about: string | null;
  readonly effectiveOn: LocalDate;
  readonly recordedAt: string;
  readonly by: string;
  readonly amount: MoneyJson | null;
  /** A reason, a reference, an opinion: what was said with it. */
  readonly remark: string | null;
  readonly stream: string;
  readonly revision: number;
}

const WORDS: Readonly<Record<string, Words>> = {
  ...allianceWords,
  ...contractWords,
  ...courseWords,
  ...bankWords,
  CommandAbandoned: { es: 'Intento abandonado', en: 'Attempt abandoned' },
};

type Data = Readonly<Record<string, unknown>>;

/** The narrower before the wider: an expense is of a tranche, and a payment too. */
const ABOUT = ['expense', 'deposit', 'certificate', 'waiver', 'addendum', 'pledge', 'spending', 'payment'];
const ALSO_ABOUT = ['aspect', 'tranche', 'budgetYear', 'account'];
const AMOUNTS = ['amount', 'credit', 'subsidy'];
const REMARKS = ['reason', 'text', 'answer', 'reference', 'evidence', 'shownBy', 'act'];

/** The event as a moment of the file; its data are of the present version. */
export function fileMoment({
  type,
  stream,
  revision,
  recordedAt,
  metadata,
  ...event
}: RecordedEvent): FileMoment {
  const data = event.data as Data;
  return {
    event: type,
    what: WORDS[type] ?? { es: type, en: type },
    about: firstOf(data, [...ABOUT, ...ALSO_ABOUT]),
    effectiveOn: metadata.effectiveOn,
    recordedAt,
    by: byOf(data) ?? metadata.actor,
    amount: amountOf(data),
    remark: firstOf(data, REMARKS),
    stream,
    revision,
  };
}

/** In the order in which the ledger learned of them, whichever stream they rest on. */
export const fileTimeline = (events: readonly RecordedEvent[]): readonly FileMoment[] =>
  [...events].sort((a, b) => Number(a.position.value - b.position.value)).map(fileMoment);

/** What recovery writes is still somebody's act. */
function byOf({ by, affiliation }: Data): string | null {
  if (typeof by === 'string') return by;
  const person = (affiliation as Data | undefined)?.['person'];
  return typeof person === 'string' ? person : null;
}

function firstOf(data: Data, names: readonly string[]): string | null {
  const name = names.find((one) => ['string', 'number'].includes(typeof data[one]));
  return name === undefined ? null : String(data[name]);
}

/** Of a report what was spent, whoever pays it; of anything else what it is about. */
function amountOf(data: Data): MoneyJson | null {
  if (isMoney(data['net']) && isMoney(data['tax'])) {
    return Money.parse(data['net']).plus(Money.parse(data['tax'])).toJSON();
  }
  const name = AMOUNTS.find((one) => isMoney(data[one]));
  return name === undefined ? null : { ...(data[name] as MoneyJson) };
}

const isMoney = (value: unknown): value is MoneyJson =>
  typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
