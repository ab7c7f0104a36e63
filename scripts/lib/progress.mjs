const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * One line per step, with its time. On a terminal the line turns while it works; elsewhere it is written
 * once. Always to stderr: what a command prints on stdout is somebody's data.
 */
export async function step(title, work) {
  const out = process.stderr;
  const since = performance.now();
  let text = title;
  let frame = 0;
  const turn = () => out.write(`\r\x1b[K${FRAMES[frame++ % FRAMES.length]} ${text} ${seconds(since)}`);
  const timer = out.isTTY ? setInterval(turn, 100) : undefined;
  if (!timer) out.write(`tramo: ${title} … `);
  const also = (detail) => {
    text = `${title}, ${detail}`;
    if (!timer) out.write(`${detail} … `);
  };
  let outcome = 'failed after';
  try {
    const result = await work(also);
    outcome = 'done in';
    return result;
  } finally {
    clearInterval(timer);
    out.write(
      timer ? `\r\x1b[Ktramo: ${text}: ${outcome} ${seconds(since)}\n` : `${outcome} ${seconds(since)}\n`,
    );
  }
}

export const say = (line) => process.stderr.write(`tramo: ${line}\n`);
