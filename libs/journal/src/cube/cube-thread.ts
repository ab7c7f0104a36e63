import { unreachable } from '@tramo/kernel';
import { openSql, type SqlStore } from '@tramo/stores';
import { LiveCube } from './live-cube';
import {
  failureOf,
  type CubeAnswer,
  type CubeQuestion,
  type CubeStanding,
  type CubeThreadData,
  type FromCube,
} from './messages';

const MEGABYTE = 2 ** 20;

/** The cube inside its thread: answers one question after another, each with all that readers see by then. */
export class CubeThread {
  private store: SqlStore<unknown> | undefined;
  private live: LiveCube | undefined;
  private last: Promise<void>;

  constructor(
    private readonly data: CubeThreadData,
    private readonly send: (message: FromCube) => void,
  ) {
    // Whoever asks first need not wait for all of it; and whatever fails here will tell whoever asks.
    this.last = this.upToDate().then(
      () => undefined,
      () => undefined,
    );
  }

  ask(id: number, question: CubeQuestion): void {
    this.last = this.last
      .then(() => this.answer(question))
      .then(
        (answer) => this.send({ kind: 'answer', id, answer }),
        (error: unknown) => this.send({ kind: 'failed', id, failure: failureOf(error) }),
      );
  }

  async close(): Promise<void> {
    await this.last;
    await this.store?.close();
  }

  private async answer(question: CubeQuestion): Promise<CubeAnswer> {
    switch (question.kind) {
      case 'query':
        return (await this.upToDate()).query(question.query);
      case 'postings':
        return (await this.upToDate()).postings(question.query);
      case 'standing':
        return this.standing();
      default:
        return unreachable(question, 'question for the cube');
    }
  }

  private async upToDate(): ReturnType<LiveCube['upToDate']> {
    this.store ??= await openSql<unknown>(this.data.views, 'views');
    this.live ??= new LiveCube(this.store);
    return this.live.upToDate();
  }

  private standing(): CubeStanding {
    const cube = this.live?.standing;
    return {
      ordinal: cube?.lastOrdinal ?? null,
      postings: cube?.postingCount ?? 0,
      cells: cube?.cellCount ?? 0,
      memoryMb: Math.ceil((cube?.bytes ?? 0) / MEGABYTE),
    };
  }
}
