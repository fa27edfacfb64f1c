import { readCheckpoints } from "#app/domain/ledger/read-checkpoints.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { checkpointItem, listCheckpoints } from "#app/doors/api/checkpoints.ts";
import { answer, reads } from "#app/doors/api/operation.ts";

/** The signed heads of the ledger, for whoever keeps them outside. */
const route = apiRoute({
  GET: reads(listCheckpoints, async ({ query, context }) => {
    const { portal, directory } = context;
    const { checkpoints, next } = await readCheckpoints(
      portal.db,
      directory.space.id,
      query.after,
      API_PAGE_SIZES.checkpoints,
    );
    return answer(200, { items: checkpoints.map(checkpointItem), next });
  }),
});
export const loader = route.loader;
export const action = route.action;
