/**
 * npm runs a script inside a shell, and a shell that is killed does not tell its children. So whoever ends
 * npm would leave the server running: when our parent has gone, we are asked to stop as it was.
 */
export function endWithParent() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  timer.unref();
}
