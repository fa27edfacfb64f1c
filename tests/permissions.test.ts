import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Action, may, mayAnywhere, type Role, type Viewer } from "#app/domain/person/permissions.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { readEnvironment } from "#app/environment.ts";
import { createPortal, type Portal } from "#app/portal.ts";
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
    admin: "●",
  },
  "proposal.support": {
    visitor: "",
    citizen: "●",
    officer: "●",
    moderator: "●",
    clerk: "●",
    mayor: "●",
    admin: "●",
  },
  "forum.take-part": {
    visitor: "",
    citizen: "●",
    officer: "●",
    moderator: "●",
    clerk: "●",
    mayor: "●",
    admin: "●",
  },
  "forum.edit-background": {
    visitor: "",
    citizen: "",
    officer: "◐",
    moderator: "●",
    clerk: "",
    mayor: "",
    admin: "●",
  },
  "desk.read": { visitor: "", citizen: "", officer: "●", moderator: "", clerk: "", mayor: "●", admin: "●" },
  "duty.reply": { visitor: "", citizen: "", officer: "◐", moderator: "", clerk: "", mayor: "◐", admin: "" },
  "duplicates.judge": {
    visitor: "",
    citizen: "",
    officer: "",
    moderator: "●",
    clerk: "",
    mayor: "",
    admin: "●",
  },
  "search-words.edit": {
    visitor: "",
    citizen: "",
    officer: "",
    moderator: "",
    clerk: "",
    mayor: "",
    admin: "●",
  },
  "drive.apply": {
    visitor: "",
    citizen: "●",
    officer: "●",
    moderator: "●",
    clerk: "●",
    mayor: "●",
    admin: "●",
  },
  "drive.sign": {
    visitor: "",
    citizen: "●",
    officer: "●",
    moderator: "●",
    clerk: "●",
    mayor: "●",
    admin: "●",
  },
  "drive.hand-in": {
    visitor: "",
    citizen: "●",
    officer: "●",
    moderator: "●",
    clerk: "●",
    mayor: "●",
    admin: "●",
  },
  "drive.object": {
    visitor: "",
    citizen: "●",
    officer: "●",
    moderator: "●",
    clerk: "●",
    mayor: "●",
    admin: "●",
  },
  "drive.certify": { visitor: "", citizen: "", officer: "", moderator: "", clerk: "●", mayor: "", admin: "" },
  "drive.paper": { visitor: "", citizen: "", officer: "", moderator: "", clerk: "●", mayor: "", admin: "" },
  "drive.read-personal": {
    visitor: "",
    citizen: "",
    officer: "",
    moderator: "",
    clerk: "●",
    mayor: "",
    admin: "",
  },
  "drive.decide": { visitor: "", citizen: "", officer: "", moderator: "", clerk: "●", mayor: "", admin: "" },
  "statute.publish": {
    visitor: "",
    citizen: "",
    officer: "",
    moderator: "",
    clerk: "",
    mayor: "",
    admin: "●",
  },
};
const OWN_OFFICE = 7;
const OTHER_OFFICE = 8;

function viewerAs(role: Role): Viewer | null {
  if (role === "visitor") return null;
  const officeId = role === "officer" || role === "mayor" ? OWN_OFFICE : null;
  const posts = role === "citizen" ? [] : [{ role, officeId }];
  return { personId: 1, publicName: "김○○", district: null, language: "ko", posts };
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
    expect(may(viewer, action, OWN_OFFICE)).toBe(cell !== "");
    expect(may(viewer, action, OTHER_OFFICE)).toBe(cell === "●");
    expect(may(viewer, action)).toBe(cell === "●");
    expect(mayAnywhere(viewer, action)).toBe(cell !== "");
  });
});

describe("an address of the API", () => {
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

  /** What a route for this action answers somebody; "handled" when it let them through. */
  async function ask(permission: Action | "public", method: "GET" | "POST", viewer: Viewer | null) {
    const handled = async () => new Response("handled");
    const reading = { permission, handle: handled };
    const route = apiRoute(
      permission === "public"
        ? { GET: reading }
        : { GET: reading, POST: { permission, limit: "text", handle: handled } },
    );
    const context = {
      portal,
      viewer,
      directory: await portal.directory(),
      language: "ko" as const,
      nonce: "",
      address: "127.0.0.1",
      origin: "http://here",
    };
    const request = new Request("http://here/api/v1/x", { method });
    const answer = await route.loader({ request, params: {}, context });
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
