import { act, after, day, type Act } from '../../apps/server/src/demonstration/act';
import { Life } from '../../apps/server/src/demonstration/life';
import { nameOf } from './house-ledger';

type Named = { readonly name: string };

/** The whole life of an alliance of the demonstration, whichever of its acts are wanted. */
export const lifeOf = (number: number): readonly Act[] =>
  new Life(number, day('2022-01-17'), 'third-tranche').lived();

/** Everything before the n-th act of a kind, and that act. */
export function upTo(
  life: readonly Act[],
  command: Named,
  nth = 1,
): { readonly before: readonly Act[]; readonly the: Act } {
  const found = life.flatMap((one, index) => (nameOf(one) === command.name ? [index] : []));
  const index = found[nth - 1]!;
  return { before: life.slice(0, index), the: life[index]! };
}

/** Up to the n-th act of a kind, and that one too. */
export function until(life: readonly Act[], command: Named, nth = 1): readonly Act[] {
  const { before, the } = upTo(life, command, nth);
  return [...before, the];
}

/** Something that no life does, on the day after all that. */
export const next = <Body>(
  before: readonly Act[],
  by: Act['by'],
  Command: Parameters<typeof act<Body>>[2],
  body: NoInfer<Body>,
): Act => act(by, after(before.at(-1)!.on, 1), Command, body);

/** Several lives day by day. */
export const together = (...lives: readonly (readonly Act[])[]): readonly Act[] =>
  lives.flat().sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
