/** An entry of a classifier, as far as grouping by it goes. */
export interface TreeEntry {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
  /** Of a budget code, the key of its level. */
  readonly level: string | null;
}

/** The codes of one classifier, valid or superseded: what was posted under a code is reported under it for ever. */
export class CodeTree {
  private readonly entries: ReadonlyMap<string, TreeEntry>;
  private readonly below = new Map<string, string[]>();

  constructor(entries: Iterable<TreeEntry>) {
    this.entries = new Map([...entries].map((entry) => [entry.code, entry]));
    for (const { code, parent } of this.entries.values()) {
      if (parent === null) continue;
      const siblings = this.below.get(parent);
      if (siblings) siblings.push(code);
      else this.below.set(parent, [code]);
    }
  }

  get codes(): readonly string[] {
    return [...this.entries.keys()];
  }

  nameOf(code: string): string | null {
    return this.entries.get(code)?.name ?? null;
  }

  /** From the root down to the code itself. */
  pathOf(code: string): readonly TreeEntry[] {
    const path: TreeEntry[] = [];
    for (let entry = this.entries.get(code); entry; entry = this.parentOf(entry)) path.unshift(entry);
    return path;
  }

  /** The code and everything under it. */
  under(code: string): readonly string[] {
    const below = this.codes.filter((other) => this.pathOf(other).some((entry) => entry.code === code));
    return below.length > 0 ? below : [code];
  }

  /** The same codes in as few words as there are: of those that are here with everything under them, only the topmost. */
  inShort(codes: ReadonlySet<string>): readonly { readonly code: string; readonly withAllUnder: boolean }[] {
    const whole = new Map<string, boolean>();
    const isWhole = (code: string): boolean => {
      const known = whole.get(code);
      if (known !== undefined) return known;
      const is = codes.has(code) && (this.below.get(code) ?? []).every(isWhole);
      whole.set(code, is);
      return is;
    };
    return [...codes].flatMap((code) => {
      const parent = this.entries.get(code)?.parent ?? null;
      if (parent !== null && isWhole(parent)) return [];
      return [{ code, withAllUnder: this.below.has(code) && isWhole(code) }];
    });
  }

  /** Each code by its ancestor at a depth, 1 being the root; what is not as deep stands for itself. */
  atDepth(depth: number): Readonly<Record<string, string>> {
    return Object.fromEntries(this.codes.map((code) => [code, this.pathOf(code)[depth - 1]?.code ?? code]));
  }

  /** Each code by its ancestor at a named level; null where it stands above that level. */
  atLevel(level: string): Readonly<Record<string, string | null>> {
    return Object.fromEntries(
      this.codes.map((code) => [
        code,
        this.pathOf(code).find((entry) => entry.level === level)?.code ?? null,
      ]),
    );
  }

  hasLevel(level: string): boolean {
    return [...this.entries.values()].some((entry) => entry.level === level);
  }

  private parentOf({ parent }: TreeEntry): TreeEntry | undefined {
    return parent === null ? undefined : this.entries.get(parent);
  }
}
