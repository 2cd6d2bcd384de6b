/**
 * What a pan costs: 5,000 candles with 300 zones in real Chromium, the production build, and the work of the main thread between two
 * frames as Chromium's own trace has it (processor time, so that a busy machine does not count).
 *
 *   node bench/pan.mjs [frames] [--software]
 *
 * Prints the median, the 95th percentile and the longest, at the usual width of candles and with all of them in view. Canvases are
 * rasterized as on a machine with a graphics card, here by its stand-in in software; `--software` leaves that to the main thread, as
 * a browser without one does.
 */
import { chromium } from 'playwright-core';
import { build, createServer, preview } from 'vite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const isSoftware = process.argv.includes('--software');
const frames = Number(process.argv.slice(2).find((a) => /^\d+$/.test(a)) ?? 180);
const limitMs = 8;
const outDir = mkdtempSync(join(tmpdir(), 'pan-'));
process.env.WAICKOFF_WEB_OUT = outDir;

const maker = await createServer({ server: { middlewareMode: true }, logLevel: 'error', appType: 'custom' });
const { sampleChart } = await maker.ssrLoadModule('/src/features/chart/testing/sampleChart.ts');
const chart = sampleChart({ count: 5000, zones: 300 });
await maker.close();
// All of them, so that all are drawn.
for (const overlay of chart.overlays) if (overlay.family === 'zones') overlay.isStanding = true;

await build({ logLevel: 'error', build: { outDir } });
const server = await preview({
  preview: { port: 0, host: '127.0.0.1' },
  build: { outDir },
  logLevel: 'error',
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    ...(isSoftware
      ? ['--disable-gpu']
      : [
          '--use-angle=swiftshader',
          '--enable-unsafe-swiftshader',
          '--ignore-gpu-blocklist',
          '--enable-gpu-rasterization',
        ]),
  ],
});
let isSlow = false;
try {
  for (const [name, zoomOut] of [
    ['usual width', 0],
    ['all candles', 60],
  ]) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.route(
      (url) => url.pathname.startsWith('/api/'),
      (route) =>
        route.request().url().includes('/chart')
          ? route.fulfill({ json: chart })
          : route.fulfill({ status: 401, json: { code: 'signed_out' } }),
    );
    await page.goto(
      `http://127.0.0.1:${server.httpServer.address().port}/m/BTCUSDT?layers=wyckoff,structure,zones,volume,waves,bands,scenarios,delta,cvd,past`,
    );
    const stage = page.getByRole('application');
    await stage.locator('canvas').first().waitFor();
    await page.waitForTimeout(1000);
    if (zoomOut) {
      await stage.focus();
      for (let i = 0; i < zoomOut; i++) await page.keyboard.press('-');
      await page.waitForTimeout(500);
    }
    const box = await stage.boundingBox();
    const session = await page.context().newCDPSession(page);
    const events = [];
    session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
    const isDone = new Promise((done) => session.once('Tracing.tracingComplete', done));
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.4);
    await page.mouse.down();
    await session.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: {
        includedCategories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
      },
    });
    for (let i = 0; i < frames; i++)
      await page.mouse.move(box.x + box.width * 0.3 + (i % 90) * 4, box.y + box.height * 0.4, { steps: 1 });
    await session.send('Tracing.end');
    await isDone;
    await page.mouse.up();
    await page.close();
    const work = perFrame(events);
    const at = (share) => work[Math.min(work.length - 1, Math.floor(work.length * share))].toFixed(1);
    console.log(
      `${name}: ${work.length} frames, main thread median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms (limit ${limitMs} ms at the median)`,
    );
    isSlow ||= zoomOut === 0 && Number(at(0.5)) > limitMs;
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(outDir, { recursive: true, force: true });
}
process.exit(isSlow ? 1 : 0);

/** Sums the tasks of the page's main thread from one animation frame to the next, in milliseconds, shortest first. */
function perFrame(events) {
  const frame = events.filter((e) => e.name === 'FireAnimationFrame');
  const thread = mostCommon(frame.map((e) => `${e.pid}:${e.tid}`));
  const own = (e) => `${e.pid}:${e.tid}` === thread;
  const starts = frame
    .filter(own)
    .map((e) => e.ts)
    .sort((a, b) => a - b);
  const tasks = events.filter((e) => own(e) && e.ph === 'X' && e.name === 'ThreadControllerImpl::RunTask');
  const list =
    tasks.length > 0 ? tasks : events.filter((e) => own(e) && e.ph === 'X' && e.name === 'RunTask');
  const sums = starts.slice(1).map(() => 0);
  for (const task of list) {
    let i = starts.findLastIndex((s) => s <= task.ts + (task.dur ?? 0));
    if (i >= 0 && i < sums.length) sums[i] += (task.tdur ?? task.dur ?? 0) / 1000;
  }
  return sums.sort((a, b) => a - b);
}

function mostCommon(list) {
  const counts = new Map();
  for (const item of list) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
