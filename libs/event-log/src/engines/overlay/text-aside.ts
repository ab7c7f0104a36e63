import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a text was put. */
export interface Place {
  readonly start: number;
  readonly bytes: number;
}

/** Text that is put aside on the disk, because it is hardly ever looked at again. It is gone with the process. */
export class TextAside {
  private readonly directory: string;
  private readonly file: number;
  private end = 0;

  constructor(within: string = tmpdir()) {
    this.directory = mkdtempSync(join(within, 'trial-'));
    this.file = openSync(join(this.directory, 'text'), 'wx+', 0o600);
    this.removeName();
  }

  put(texts: readonly string[]): readonly Place[] {
    const start = this.end;
    const places = texts.map((text): Place => {
      const place = { start: this.end, bytes: Buffer.byteLength(text) };
      this.end += place.bytes;
      return place;
    });
    const all = Buffer.from(texts.join(''), 'utf8');
    for (let done = 0; done < all.length;) {
      done += writeSync(this.file, all, done, all.length - done, start + done);
    }
    return places;
  }

  get({ start, bytes }: Place): string {
    const text = Buffer.allocUnsafe(bytes);
    for (let done = 0; done < bytes;) {
      const read = readSync(this.file, text, done, bytes - done, start + done);
      if (read === 0) throw new Error('text that was put aside is gone');
      done += read;
    }
    return text.toString('utf8');
  }

  close(): void {
    closeSync(this.file);
    this.removeName();
  }

  /** At once, so that a crash leaves nothing; where the system keeps the name of an open file, when it is closed. */
  private removeName(): void {
    try {
      rmSync(this.directory, { recursive: true, force: true });
    } catch {
      return;
    }
  }
}
