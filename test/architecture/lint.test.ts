import { runTool } from './run-tool';

const PLANTED = `
import { HttpStatus, NotFoundException } from '@nestjs/common';
import { AggregateRoot, EventBus, Saga } from '@nestjs/cqrs';
/* eslint-disable @typescript-eslint/no-explicit-any */
export const names = [HttpStatus, NotFoundException, AggregateRoot, EventBus, Saga];
export const loose = (value: any): unknown => value;
async function later(): Promise<void> {}
export function forget(): void {
  later();
}
export function pick(which: 'credit' | 'debit'): number | undefined {
  switch (which) {
    case 'credit':
      return 1;
  }
}
`;

interface Finding {
  readonly ruleId: string | null;
  readonly message: string;
}

it('refuses what the house rules out, and does not let a comment switch a rule off', () => {
  const { code, stdout } = runTool(
    'node_modules/eslint/bin/eslint.js',
    ['--stdin', '--stdin-filename', 'libs/kernel/src/index.ts', '--format', 'json'],
    { input: PLANTED },
  );
  const [{ messages }] = JSON.parse(stdout) as [{ messages: readonly Finding[] }];
  const refused = (ruleId: string) => messages.filter((finding) => finding.ruleId === ruleId);

  expect(refused('no-restricted-imports').map(({ message }) => /'(\w+)' import/.exec(message)?.[1])).toEqual([
    'HttpStatus',
    'NotFoundException',
    'AggregateRoot',
    'EventBus',
    'Saga',
  ]);
  expect(refused('@typescript-eslint/no-explicit-any')).toHaveLength(1);
  expect(refused('@typescript-eslint/no-floating-promises')).toHaveLength(1);
  expect(refused('@typescript-eslint/switch-exhaustiveness-check')).toHaveLength(1);
  expect(code).toBe(1);
});
