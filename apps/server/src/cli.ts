import { CommanderError, type Command } from 'commander';
import { createProgram } from './command-line/program';
import { reportFailure } from './refusal';

const ASKED_WRONGLY = 2;

async function main(): Promise<void> {
  const program = createProgram();
  leaveByThrowing(program);
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

/** Commander ends the process by itself, with 1; ours says 2 when the question was wrong. */
function leaveByThrowing(command: Command): void {
  command.exitOverride();
  command.commands.forEach(leaveByThrowing);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : ASKED_WRONGLY;
  return reportFailure(error, /^(debug|trace)$/.test(process.env['TRAMO_LOG_LEVEL'] ?? ''));
}

// A reader that has seen enough, `tramo events | head`, is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

void main();
