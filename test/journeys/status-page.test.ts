import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startBuilt, stopBuilt, type BuiltServer } from '../server/built';
import { openBrowser } from './browser';

describe('the status page', () => {
  let browser: Browser;
  let server: BuiltServer;
  const endings: (() => Promise<unknown>)[] = [];
  const troubles: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    endings.push(() => browser.close());
    const dataDir = await mkdtemp(join(tmpdir(), 'tramo-'));
    endings.push(() => rm(dataDir, { recursive: true, force: true }));
    server = await startBuilt(dataDir);
    endings.push(() => stopBuilt(server));
  });
  afterAll(async () => {
    for (const end of endings.reverse()) await end();
  });

  /** A page whose every complaint is kept: a blocked script or style would be one. */
  async function visit(width: number, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    const page = await context.newPage();
    page.on('console', (message) => troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(error.message));
    await page.goto(server.url);
    await page.waitForSelector('[data-status="ready"]');
    return page;
  }

  const answerWith = (
    page: Page,
    status: number,
    change: (body: Record<string, unknown>) => object,
  ): Promise<unknown> =>
    page.route('**/health/ready', async (route) => {
      const body = (await (await fetch(`${server.url}/health/ready`)).json()) as Record<string, unknown>;
      await route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(change(body)) });
    });

  it('says in Spanish that the server is ready, and which ledger it keeps', async () => {
    const page = await visit(1_100);
    expect(await page.getAttribute('html', 'lang')).toBe('es');
    expect(await page.textContent('h1')).toBe('Listo');
    const ready = (await (await fetch(`${server.url}/health/ready`)).json()) as { ledgerId: string };
    expect(await page.textContent('#ledger-id')).toBe(ready.ledgerId);
    expect(await page.textContent('#engine')).toBe('SQLite');
    expect(await page.textContent('#head')).toBe('vacío todavía');
    expect(await page.locator('#stores .badge').allTextContents()).toEqual([
      'en orden',
      'en orden',
      'en orden',
    ]);
    expect(await page.textContent('pre')).toContain(server.url);
    const links = await page
      .locator('.links a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    for (const link of links) expect((await fetch(`${server.url}${link}`)).status).toBe(200);
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it('turns to English with one press of a key, and remembers it', async () => {
    const page = await visit(1_100);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.id')).toBe('language');
    await page.keyboard.press('Enter');
    expect(await page.textContent('h1')).toBe('Ready');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    const leftInSpanish = await page.locator('main').innerText();
    expect(leftInSpanish).not.toMatch(/almacenes|vistas|Cómo|Motor\b|libro/i);
    await page.reload();
    await page.waitForSelector('[data-status="ready"]');
    expect(await page.textContent('h1')).toBe('Ready');
    await page.context().close();
  });

  it('shows by itself what goes wrong and that it is over', async () => {
    const page = await visit(1_100);
    await answerWith(page, 503, (body) => ({
      ...body,
      status: 'not-ready',
      checks: { ...(body['checks'] as object), views: { status: 'down', reason: 'stopped: inbox' } },
      projections: [
        {
          name: 'inbox',
          version: 2,
          serving: true,
          state: 'stopped',
          position: null,
          behind: true,
          lagMs: 90_000,
          eventsApplied: 1_254_211,
          fault: { position: 'x', eventType: 'TrancheApproved', reason: '<b>bold</b>' },
        },
      ],
    }));
    await page.waitForSelector('[data-status="not-ready"]');
    expect(await page.textContent('h1')).toBe('Todavía no está listo');
    const row = page.locator('#projections tr');
    expect(await row.locator('.badge').textContent()).toBe('detenida');
    expect(await row.locator('.number').allTextContents()).toEqual(['1.254.211', '90 s']);
    // What the server says is text, never markup.
    expect(await row.textContent()).toContain('TrancheApproved: <b>bold</b>');
    await page.unroute('**/health/ready');
    await page.waitForSelector('[data-status="ready"]');
    await page.route('**/health/ready', (route) => route.abort());
    await page.waitForSelector('[data-status="silent"]');
    expect(await page.textContent('h1')).toBe('El servidor no responde');
    await page.context().close();
    troubles.length = 0;
  });

  it.each([
    [360, 'light'],
    [360, 'dark'],
    [1_100, 'dark'],
  ] as const)('fits into %d pixels, %s, and can be read', async (width, scheme) => {
    const page = await visit(width, scheme);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    const contrast = await page.evaluate<number[]>(`(() => {
      const light = (colour) => {
        const [r, g, b] = colour.match(/[\\d.]+/g).map((part) => {
          const value = part / 255;
          return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = (element) => {
        const colour = getComputedStyle(element).backgroundColor;
        return /, 0\\)$/.test(colour) ? ground(element.parentElement) : colour;
      };
      return [...document.querySelectorAll('h1, h2, p, dt, dd, th, .badge, a, button, code')].map((element) => {
        const pair = [light(getComputedStyle(element).color), light(ground(element))];
        return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
      });
    })()`);
    expect(contrast.length).toBeGreaterThan(20);
    // What WCAG 2.2 asks of text at level AA.
    expect(Math.min(...contrast)).toBeGreaterThanOrEqual(4.5);
    await page.context().close();
  });

  // The last, for it fills the ledger.
  it('opens the demonstration for whoever has the token, and shows how far it has come', async () => {
    const page = await visit(1_100);
    await page.fill('#token', 'not-a-token');
    await page.click('#demonstrate button');
    const says = page.locator('#demonstration-says');
    await says.filter({ hasText: 'El token no vale' }).waitFor();
    troubles.length = 0;
    await page.fill('#token', server.token);
    await page.keyboard.press('Enter');
    await says.filter({ hasText: 'par2-2022' }).waitFor({ timeout: 120_000 });
    expect(troubles).toEqual([]);
    await page.reload();
    await page.waitForSelector('[data-status="ready"]');
    expect(await page.isVisible('#first')).toBe(false);
    expect(await page.textContent('#head')).not.toBe('vacío todavía');
    await page.context().close();
  }, 180_000);
});
