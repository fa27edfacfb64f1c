import { expect } from "vitest";

/** No page needs more, however much was sent. */
const MOST_PAGE_BYTES = 400_000;

/** A page, or what its script gets, that refuses: 4xx, of a size that is bounded. */
export async function expectRefusal(response: Response, why: string): Promise<string> {
  const page = await response.text();
  expect(response.status, `${why}\n${page.slice(0, 200)}`).toBeGreaterThanOrEqual(400);
  expect(response.status, why).toBeLessThan(500);
  expect(Buffer.byteLength(page), why).toBeLessThan(MOST_PAGE_BYTES);
  return page;
}

/** Anything but a fault of ours, or a way that leads off the portal. */
export async function expectNoFault(response: Response, origin: string, why: string): Promise<void> {
  expect(response.status, why).toBeGreaterThanOrEqual(200);
  expect(response.status, why).toBeLessThan(500);
  const location = response.headers.get("Location");
  if (location !== null) expect(new URL(location, origin).origin, `${why} → ${location}`).toBe(origin);
  expect(Buffer.byteLength(await response.text()), why).toBeLessThan(MOST_PAGE_BYTES);
}
