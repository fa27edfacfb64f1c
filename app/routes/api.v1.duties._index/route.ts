import { z } from "zod";
import { DUTY_STATES, readDutyList } from "#app/domain/duty/read-duties.ts";
import { choice, parseInput } from "#app/domain/input.ts";
import { dutyItem } from "#app/doors/api/api-bodies.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { apiRoute, json } from "#app/doors/api/api-route.ts";

const parameters = z.object({ state: choice(DUTY_STATES).default("open") });

/** What offices owe (`state` open or overdue, soonest first) and what they delivered (met, latest first). */
const route = apiRoute({
  GET: {
    permission: "public",
    async handle({ url, context, now }) {
      const { state } = parseInput(parameters, Object.fromEntries(url.searchParams));
      const asked = { state, cursor: url.searchParams.get("cursor") };
      const { portal, directory } = context;
      const page = await readDutyList(portal.db, directory.space.id, asked, now, API_PAGE_SIZES.duties);
      return json({ items: page.items.map(dutyItem), next: page.next });
    },
  },
});
export const loader = route.loader;
export const action = route.action;
