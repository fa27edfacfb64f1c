import { launchBrowser, visit } from "./support/browser.ts";
const [origin, out, ...specs] = process.argv.slice(2);
// spec: name|login|path|width|lang
const browser = await launchBrowser();
for (const spec of specs) {
  const [name, login, path, width, lang] = spec.split("|");
  const { page, context, complaints } = await visit(browser, origin, { login: login || undefined, width: Number(width||375), language: (lang||"ko") as "ko" });
  const r = await page.goto(path);
  await page.waitForTimeout(300);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await page.screenshot({ path: `${out}/${name}.png`, fullPage: true });
  console.log(name, r?.status(), "overflow", over, complaints.join("; ").slice(0,300));
  await context.close();
}
await browser.close();
