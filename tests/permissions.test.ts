import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type Action, may, mayAnywhere, type Role, type Viewer } from "#app/domain/person/permissions.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import type { Permission } from "#app/doors/guard.ts";
import { readPageAs, writePage } from "#app/doors/page.ts";
import { readEnvironment } from "#app/environment.ts";
import { DEFAULT_DISPLAY } from "#app/platform/display.ts";
import { LIMITS, type LimitName } from "#app/platform/rate-limits.ts";
import { createPortal, type Portal } from "#app/portal.ts";
import { LARGEST_TEXT_BYTES } from "#app/web/body-limits.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";

/** Each role × each action, written out a second time on purpose. ● may, ◐ only for their own office. */
const TABLE: Record<Action, Record<Role, "●" | "◐" | "">> = {
  "proposal.publish": {
    visitor: "",
    citizen: "●",
    officer: "●",
    moderator: "●",
    clerk: "●",
    mayor: "●",
    head: "●",
    admin: "●",
  },
  "proposal.support": {
    visitor: "",
    citizen: "●",
    officer: "●",
    moderator: "●",
    clerk: "●",
    mayor: "●",
    head: "●",
    admin: "●",
  },
  "proposal.comment": {
    visitor: "",
    citizen: "●",
    officer: "●",
    moderator: "●",
    clerk: "●",
    mayor: "●",
    head: "●",
    admin: "●",
  },
  "comment.hide": {
    visitor: "",
    citizen: "",
    officer: "",
    moderator: "●",
    clerk: "",
    mayor: "",
    head: "",
    admin: "●",
  },
  "forum.take-part": {
    visitor: "",
    citizen: "●",
    officer: "●",
    moderator: "●",
    clerk: "●",
    mayor: "●",
    head: "●",
    admin: "●",
  },
  "forum.edit-background": {
    visitor: "",
    citizen: "",
    officer: "◐",
    moderator: "●",
    clerk: "",
    mayor: "",
    head: "",
    admin: "●",
  },
  "statement.hide": {
    visitor: "",
    citizen: "",
    officer: "",
    moderator: "●",
    clerk: "",
    mayor: "",
    head: "",
    admin: "●",
  },
  "desk.read": {
    visitor: "",
    citizen: "",
    officer: "●",
    moderator: "",
    clerk: "",
    mayor: "●",
    head: "●",
    admin: "●",
  },
  "duty.reply": {
    visitor: "",
    citizen: "",
    officer: "◐",
    moderator: "",
    clerk: "",
    mayor: "◐",
    head: "◐",
    admin: "",
  },
  "duplicates.judge": {
    visitor: "",
    citizen: "",
    officer: "",
    moderator: "●",
    clerk: "",
    mayor: "",
    head: "",
    admin: "●",
  },
  "matter.find-unlisted": {
    visitor: "",
    citizen: "",
    officer: "",
    moderator: "●",
    clerk: "●",
    mayor: "",
    head: "",
    admin: "●",
  },
  "search-words.edit": {
    visitor: "",
    citizen: "",
    officer: "",
    moderator: "",
    clerk: "",
    mayor: "",
    head: "",
    admin: "●",
  },
  "quick-poll.make": {
    visitor: "",
    citizen: "●",
    officer: "●",
    moderator: "●",
    clerk: "●",
    mayor: "●",
    head: "●",
    admin: "●",
  },
  "quick-poll.speak": {
    visitor: "",
    citizen: "●",
    officer: "●",
    moderator: "●",
    clerk: "●",
    mayor: "●",
    head: "●",
    admin: "●",
  },
  "quick-poll.moderate": {
    visitor: "",
    citizen: "",
    officer: "",
    moderator: "●",
    clerk: "",
    mayor: "",
    head: "",
    admin: "●",
  },
  "report.make": {
    visitor: "",
    citizen: "●",
    officer: "●",
    moderator: "●",
    clerk: "●",
    mayor: "●",
    head: "●",
    admin: "●",
  },
  "report.judge": {
    visitor: "",
    citizen: "",
    officer: "",
    moderator: "●",
    clerk: "",
    mayor: "",
    head: "",
    admin: "●",
  },
  "drive.apply": {
    visitor: "",
    citizen: "●",
    officer: "●",
    moderator: "●",
    clerk: "●",
    mayor: "●",
    head: "●",
    admin: "●",
  },
  "drive.sign": {
    visitor: "",
    citizen: "●",
    officer: "●",
    moderator: "●",
    clerk: "●",
    mayor: "●",
    head: "●",
    admin: "●",
  },
  "drive.hand-in": {
    visitor: "",
    citizen: "●",
    officer: "●",
    moderator: "●",
    clerk: "●",
    mayor: "●",
    head: "●",
    admin: "●",
  },
  "drive.object": {
    visitor: "",
    citizen: "●",
    officer: "●",
    moderator: "●",
    clerk: "●",
    mayor: "●",
    head: "●",
    admin: "●",
  },
  "drive.certify": {
    visitor: "",
    citizen: "",
    officer: "",
    moderator: "",
    clerk: "●",
    mayor: "",
    head: "",
    admin: "",
  },
  "drive.paper": {
    visitor: "",
    citizen: "",
    officer: "",
    moderator: "",
    clerk: "●",
    mayor: "",
    head: "",
    admin: "",
  },
  "drive.read-personal": {
    visitor: "",
    citizen: "",
    officer: "",
    moderator: "",
    clerk: "●",
    mayor: "",
    head: "",
    admin: "",
  },
  "drive.decide": {
    visitor: "",
    citizen: "",
    officer: "",
    moderator: "",
    clerk: "●",
    mayor: "",
    head: "",
    admin: "",
  },
  "poll.take-part": {
    visitor: "",
    citizen: "●",
    officer: "●",
    moderator: "●",
    clerk: "●",
    mayor: "●",
    head: "●",
    admin: "●",
  },
  "poll.write": {
    visitor: "",
    citizen: "",
    officer: "◐",
    moderator: "",
    clerk: "",
    mayor: "◐",
    head: "◐",
    admin: "",
  },
  "poll.approve": {
    visitor: "",
    citizen: "",
    officer: "●",
    moderator: "",
    clerk: "",
    mayor: "●",
    head: "●",
    admin: "",
  },
  "vote.manage": {
    visitor: "",
    citizen: "",
    officer: "◐",
    moderator: "",
    clerk: "",
    mayor: "",
    head: "",
    admin: "",
  },
  "statute.publish": {
    visitor: "",
    citizen: "",
    officer: "",
    moderator: "",
    clerk: "",
    mayor: "",
    head: "",
    admin: "●",
  },
  "key.make": {
    visitor: "",
    citizen: "●",
    officer: "●",
    moderator: "●",
    clerk: "●",
    mayor: "●",
    head: "●",
    admin: "●",
  },
  "key.revoke": {
    visitor: "",
    citizen: "",
    officer: "",
    moderator: "",
    clerk: "",
    mayor: "",
    head: "",
    admin: "●",
  },
  "map.publish": {
    visitor: "",
    citizen: "",
    officer: "",
    moderator: "",
    clerk: "",
    mayor: "",
    head: "",
    admin: "●",
  },
  "post.give": {
    visitor: "",
    citizen: "",
    officer: "",
    moderator: "",
    clerk: "",
    mayor: "",
    head: "",
    admin: "●",
  },
};
const OWN_OFFICE = 7;
const OTHER_OFFICE = 8;

function viewerAs(role: Role): Viewer | null {
  if (role === "visitor") return null;
  const officeId = role === "officer" || role === "mayor" || role === "head" ? OWN_OFFICE : null;
  const posts = role === "citizen" ? [] : [{ spaceId: 1, role, officeId }];
  // Each role is somebody else: what the table's cells take from a limit is not taken from one person.
  const personId = Object.keys(TABLE["duty.reply"]).indexOf(role) + 1;
  return { personId, publicName: "김○○", district: null, language: "ko", posts };
}

const cells = Object.entries(TABLE).flatMap(([action, roles]) =>
  Object.entries(roles).map(([role, cell]) => ({ action, role, cell })),
);
const isAction = (name: string): name is Action => name in TABLE;
const isRole = (name: string): name is Role => name in TABLE["duty.reply"];

describe("who may do what", () => {
  test.each(cells)("$role, $action: $cell", ({ action, role, cell }) => {
    if (!isAction(action) || !isRole(role)) throw new Error("The table has a word of its own.");
    const viewer = viewerAs(role);
    expect(may(viewer, action, { space: 1, office: OWN_OFFICE })).toBe(cell !== "");
    expect(may(viewer, action, { space: 1, office: OTHER_OFFICE })).toBe(cell === "●");
    expect(may(viewer, action, { space: 1 })).toBe(cell === "●");
    expect(mayAnywhere(viewer, action, 1)).toBe(cell !== "");
    // A post counts in its space alone: elsewhere they are a citizen like any other.
    const asCitizen = viewer !== null && TABLE[action].citizen !== "";
    expect(may(viewer, action, { space: 2, office: OWN_OFFICE })).toBe(asCitizen);
    expect(mayAnywhere(viewer, action, 2)).toBe(asCitizen);
  });
});

/** What a door is given, with somebody at it. */
let database: TestDatabase;
let portal: Portal;
beforeAll(async () => {
  database = await createTestDatabase();
  portal = await createPortal(readEnvironment({ LOG_LEVEL: "error" }), { databaseUrl: database.url });
});
afterAll(async () => {
  await portal.close();
  await database.close();
});

const contextOf = async (viewer: Viewer | null) => ({
  portal,
  viewer,
  directory: await portal.directory(),
  language: "ko" as const,
  display: DEFAULT_DISPLAY,
  nonce: "",
  address: "127.0.0.1",
  origin: "http://here",
});

describe("an address of the API", () => {
  /** What a route for this action answers somebody; "handled" when it let them through. */
  async function ask(permission: Action | "public", method: "GET" | "POST", viewer: Viewer | null) {
    const handled = async () => new Response("handled");
    const reading = { permission, handle: handled };
    const route = apiRoute(
      permission === "public"
        ? { GET: reading }
        : { GET: reading, POST: { permission, limit: "text", handle: handled } },
    );
    const request = new Request("http://here/api/v1/x", { method });
    const answer = await route.loader({ request, params: {}, context: await contextOf(viewer) });
    return answer.ok ? "handled" : answer.status;
  }

  test.each(cells)("$role, $action: $cell", async ({ action, role, cell }) => {
    if (!isAction(action) || !isRole(role)) throw new Error("The table has a word of its own.");
    const viewer = viewerAs(role);
    const expected = cell !== "" ? "handled" : viewer === null ? 401 : 403;
    expect(await ask(action, "GET", viewer)).toBe(expected);
    expect(await ask(action, "POST", viewer)).toBe(expected);
  });

  test("what is public is everybody's to read", async () => {
    expect(await ask("public", "GET", null)).toBe("handled");
  });
});

describe("an address of a page", () => {
  const withStatus = z.object({ init: z.object({ status: z.number() }) });

  /** The status of what was thrown or answered; "handled" when it let them through. */
  async function statusOf(answer: Promise<unknown>) {
    const said = await answer.catch((thrown: unknown) => thrown);
    return said instanceof Response ? said.status : (withStatus.safeParse(said).data?.init.status ?? said);
  }

  async function write(
    viewer: Viewer | null,
    { permission, limit = "touch" }: { permission: Permission; limit?: LimitName },
    headers: Record<string, string> = {},
  ) {
    const body = new URLSearchParams({ title: "typed" });
    const request = new Request("http://here/x", { method: "POST", body, headers });
    const asked = { request, context: await contextOf(viewer) };
    return {
      status: await statusOf(writePage(asked, { permission, limit }, async () => "handled")),
      read: request.bodyUsed,
    };
  }

  test.each(cells)("$role, $action: $cell", async ({ action, role, cell }) => {
    if (!isAction(action) || !isRole(role)) throw new Error("The table has a word of its own.");
    const viewer = viewerAs(role);
    const status = cell !== "" ? "handled" : viewer === null ? 302 : 403;
    const asked = { request: new Request("http://here/x"), context: await contextOf(viewer) };
    expect(await statusOf(readPageAs(asked, { permission: action }, async () => "handled"))).toBe(status);
    // The form of who may not is not read.
    expect(await write(viewer, { permission: action })).toEqual({ status, read: cell !== "" });
  });

  test("what is one's own is everybody's who is signed in", async () => {
    expect(await write(null, { permission: "signed-in" })).toEqual({ status: 302, read: false });
    expect(await write(viewerAs("citizen"), { permission: "signed-in" })).toEqual({
      status: "handled",
      read: true,
    });
  });

  test("one form too many is not read, unless it is texts alone that would be lost", async () => {
    const door = { permission: "signed-in", limit: "publish" } as const;
    for (let times = 0; times < LIMITS.publish.points; times += 1)
      expect(await write(viewerAs("citizen"), door)).toEqual({ status: "handled", read: true });
    const large = { "Content-Length": String(LARGEST_TEXT_BYTES + 1) };
    expect(await write(viewerAs("citizen"), door)).toEqual({ status: 429, read: false });
    expect(await write(viewerAs("citizen"), door, large)).toEqual({ status: 429, read: false });
    expect(await write(viewerAs("citizen"), door, { "Content-Length": "11" })).toEqual({
      status: 429,
      read: true,
    });
  });
});
