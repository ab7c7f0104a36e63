import { existsSync, readFileSync } from 'node:fs';
import { lastLines, run } from './child.mjs';
import { findProgram, isExecutable } from './path.mjs';
import { Problem } from './problem.mjs';
import { step } from './progress.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser the journeys run in. Without one the tests do not start: nothing is skipped in silence. */
export async function findBrowser() {
  const named = process.env.TRAMO_BROWSER;
  if (named) {
    if (isExecutable(named)) return named;
    throw new Problem(`TRAMO_BROWSER=${named} is not a program that can be run`);
  }
  const found = installedBrowser();
  if (found) return found;
  if (isDebianRoot()) await step('installing the chromium package for the tests', aptInstallChromium);
  const installed = installedBrowser();
  if (installed) return installed;
  throw new Problem(
    'the tests need a browser: install Chromium or Chrome (Debian: apt-get install -y chromium) or name one in TRAMO_BROWSER',
  );
}

const installedBrowser = () => findProgram(NAMES) ?? ELSEWHERE.find(isExecutable);

const isDebianRoot = () =>
  findProgram(['apt-get']) !== undefined &&
  process.getuid?.() === 0 &&
  existsSync('/etc/os-release') &&
  /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));

async function aptInstallChromium() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const { code, output } = await run('apt-get', args, { env, capture: true });
    if (code !== 0)
      throw new Problem(`apt-get ${args[0]} failed; its last lines were:\n${lastLines(output, 10)}`);
  }
}
