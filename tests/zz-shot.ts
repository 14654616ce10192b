import { chromium } from 'playwright';

// usage: shot out.png scene size contrast reach inches stands
const { CHROMIUM_ARGUMENTS, chromiumPath } = await import('./chromium.ts');
const browser = await chromium.launch({ executablePath: await chromiumPath(() => {}), args: CHROMIUM_ARGUMENTS });
const ctx = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' });
for (const spec of process.argv.slice(2)) {
  const [scene, size = '1', contrast = 'paper', reach = 'normal', inches = '21.5', stands = 'portrait'] =
    spec.split(':');
  const page = await ctx.newPage();
  await page.setViewportSize(stands === 'portrait' ? { width: 1080, height: 1920 } : { width: 1920, height: 1080 });
  await page.goto(
    `http://127.0.0.1:5281/bench/gallery/${scene}?size=${size}&contrast=${contrast}&reach=${reach}&inches=${inches}`
  );
  await page.waitForFunction(() => document.documentElement.dataset.scene === 'ready', null, { timeout: 20000 });
  await page.waitForTimeout(600);
  await page.screenshot({ path: `/tmp/shots/${spec.replaceAll(':', '_')}.png` });
  await page.close();
}
await browser.close();
