import { InvalidArgumentError } from 'commander';
import { isRole, PERSON, PERSON_EXPECTED, ROLES, type Role } from '../auth/actor';
import { didYouMean } from '../config/did-you-mean';

export function wholeNumber(least: number, most = 1_000_000_000): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d{1,10}$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}`);
  };
}

/** For an option that may be given several times. */
export const names = (text: string, given: readonly string[] = []): readonly string[] => [...given, text];

export function person(text: string): string {
  if (PERSON.test(text)) return text;
  throw new InvalidArgumentError(PERSON_EXPECTED);
}

export function roles(text: string, given: readonly Role[] = []): readonly Role[] {
  if (isRole(text)) return [...given, text];
  const meant = didYouMean(text, ROLES);
  throw new InvalidArgumentError(meant ? `did you mean ${meant}?` : `expected one of ${ROLES.join(', ')}`);
}

export const oneOf =
  <const Word extends string>(...words: readonly Word[]): ((text: string) => Word) =>
  (text) => {
    const word = words.find((one) => one === text);
    if (word !== undefined) return word;
    throw new InvalidArgumentError(`expected one of ${words.join(', ')}`);
  };
