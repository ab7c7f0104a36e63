import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A journey that cannot be made fails: a test that is skipped in silence proves nothing. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env['TRAMO_BROWSER'] ?? SYSTEM.find(existsSync);
  if (executablePath === undefined || !existsSync(executablePath)) {
    throw new Error(
      `no browser at ${executablePath ?? SYSTEM.join(', ')}: install Chromium (Debian: apt-get install chromium) or name one in TRAMO_BROWSER`,
    );
  }
  return chromium.launch({ executablePath, args: ARGUMENTS });
}
