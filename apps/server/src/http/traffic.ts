/** Counts the requests being answered, so that a stop can wait for them. */
export class Traffic {
  private count = 0;
  private closed = false;
  private whenIdle: (() => void) | undefined;

  get inFlight(): number {
    return this.count;
  }

  get draining(): boolean {
    return this.closed;
  }

  enter(): void {
    this.count++;
  }

  leave(): void {
    this.count--;
    if (this.count === 0) this.whenIdle?.();
  }

  /** Takes nothing new from here on; waits for what is under way and says how much was left when it gave up. */
  async drain(timeoutMs: number): Promise<number> {
    this.closed = true;
    if (this.count === 0) return 0;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.whenIdle = resolve;
      timer = setTimeout(resolve, timeoutMs);
    });
    clearTimeout(timer);
    return this.count;
  }
}
