import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SqlConfig } from '@tramo/stores';
import {
  CubeFailed,
  errorOf,
  type CubeAnswer,
  type CubeQuestion,
  type CubeStanding,
  type CubeThreadData,
  type FromCube,
  type ToCube,
} from './messages';
import type { CubePostings, CubePostingsQuery, CubeQuery, CubeRow } from './query';

const CLOSE_MS_MOST = 10_000;

/** The execution cube of a house. It answers from what readers of the views see at that moment. */
export interface CubeHandle {
  query(query: CubeQuery): Promise<readonly CubeRow[]>;
  postings(query: CubePostingsQuery): Promise<CubePostings>;
  standing(): Promise<CubeStanding>;
  close(): Promise<void>;
}

/** Starts the cube's thread, which begins to read at once; whoever asks meanwhile waits for it. */
export function openCube(views: SqlConfig): Promise<CubeHandle> {
  return Promise.resolve(new RunningCube({ views }));
}

interface Asker {
  readonly resolve: (answer: CubeAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** One life of the thread, and who waits for it. */
class CubeLife {
  private readonly askers = new Map<number, Asker>();
  private readonly worker: Worker;
  private readonly ended: Promise<void>;
  private asked = 0;
  private trouble = 'its thread ended';

  constructor(data: CubeThreadData, onEnd: () => void) {
    this.worker = new Worker(join(__dirname, `cube.worker${extname(__filename)}`), { workerData: data });
    this.worker.on('message', (message: FromCube) => this.receive(message));
    this.worker.on('error', (error) => (this.trouble = `its thread failed: ${error.message}`));
    this.ended = new Promise((resolve) => {
      this.worker.on('exit', () => {
        onEnd();
        this.abandonAll();
        resolve();
      });
    });
  }

  ask(question: CubeQuestion): Promise<CubeAnswer> {
    const id = (this.asked += 1);
    return new Promise((resolve, reject) => {
      this.askers.set(id, { resolve, reject });
      this.tell({ kind: 'ask', id, question });
    });
  }

  async end(): Promise<void> {
    this.tell({ kind: 'close' });
    const giveUp = setTimeout(() => void this.worker.terminate(), CLOSE_MS_MOST);
    await this.ended;
    clearTimeout(giveUp);
  }

  private receive(message: FromCube): void {
    const asker = this.askers.get(message.id);
    this.askers.delete(message.id);
    if (message.kind === 'answer') asker?.resolve(message.answer);
    else asker?.reject(errorOf(message.failure));
  }

  private abandonAll(): void {
    const error = new CubeFailed(
      `the cube could not answer: ${this.trouble}; the next question starts it again`,
    );
    for (const { reject } of this.askers.values()) reject(error);
    this.askers.clear();
  }

  private tell(message: ToCube): void {
    this.worker.postMessage(message);
  }
}

class RunningCube implements CubeHandle {
  private life: CubeLife | undefined;
  private isOver = false;

  constructor(private readonly data: CubeThreadData) {
    this.life = this.begin();
  }

  query(query: CubeQuery): Promise<readonly CubeRow[]> {
    return this.ask({ kind: 'query', query });
  }

  postings(query: CubePostingsQuery): Promise<CubePostings> {
    return this.ask({ kind: 'postings', query });
  }

  standing(): Promise<CubeStanding> {
    return this.ask({ kind: 'standing' });
  }

  async close(): Promise<void> {
    this.isOver = true;
    await this.life?.end();
  }

  private async ask<Answer extends CubeAnswer>(question: CubeQuestion): Promise<Answer> {
    if (this.isOver) throw new CubeFailed('the cube has been closed');
    this.life ??= this.begin();
    return (await this.life.ask(question)) as Answer;
  }

  private begin(): CubeLife {
    const life = new CubeLife(this.data, () => {
      if (this.life === life) this.life = undefined;
    });
    return life;
  }
}
