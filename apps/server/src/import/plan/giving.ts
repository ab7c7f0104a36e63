import type { CommandAnswer, EventLogReader } from '@tramo/event-log';
import { isOwn } from './as-tried';
import { isRefusal, type Commander } from './commander';
import { liveAlready, rowBrokenOff, type Life } from './life';
import type { Broken } from './place';
import type { Planned } from './planned';
import type { PlannedRow } from './read-file';

type Answer = CommandAnswer | readonly [Broken, ...Broken[]];

/** Gives the commands of an import to a ledger that people live with meanwhile. */
export class Giving {
  /** Nothing that follows in them is carried out. */
  private readonly brokenOff = new Set<PlannedRow>();

  constructor(
    private readonly commander: Commander,
    private readonly life: Life,
    private readonly log: Pick<EventLogReader, 'read'>,
  ) {}

  /** What refuses it; nothing where it is accepted, or its row was told before. */
  async give(planned: Planned): Promise<Broken | undefined> {
    if (planned.rows.some((row) => this.brokenOff.has(row))) return undefined;
    const answer = await this.answerTo(planned);
    if (!isRefusal(answer)) return undefined;
    for (const row of planned.rows) this.brokenOff.add(row);
    return answer[0];
  }

  /** Of what people may live with it counts only if nobody has acted since it was looked at. */
  private async answerTo(planned: Planned): Promise<Answer> {
    if (planned.nth === 0 && planned.template.lives(planned.rows[0]!.values).length === 0)
      return this.commander.give(planned);
    const stream = this.commander.streamOf(planned);
    for (;;) {
      const { revision } = await this.life.look(stream);
      const broken = await this.livedWith(planned, stream);
      // What an earlier start has carried out is only answered again.
      if (broken && !(await this.isThere(stream, planned.key))) return [broken];
      const answer = await this.commander.give(planned, revision);
      if (!isRefusal(answer) || answer[0].code !== 'STALE_REVISION') return answer;
    }
  }

  private async livedWith({ template, rows, nth }: Planned, stream: string): Promise<Broken | undefined> {
    if (nth > 0) {
      const { first } = await this.life.atFirst(stream);
      return first && rowBrokenOff(stream, first);
    }
    for (const subject of template.lives(rows[0]!.values)) {
      const { first } =
        subject.stream === stream ? await this.life.atFirst(stream) : await this.life.look(subject.stream);
      if (first) return liveAlready(subject, first);
    }
    return undefined;
  }

  private async isThere(stream: string, key: string): Promise<boolean> {
    for await (const page of this.log.read(stream)) {
      if (page.some((event) => event.metadata.idempotencyKey === key && isOwn(event))) return true;
    }
    return false;
  }
}

/** Whether more of its row would have followed. */
export const isFollowed = ({ template, rows, nth }: Planned): boolean =>
  nth + 1 < template.acts(rows.map(({ values }) => values)).length;
