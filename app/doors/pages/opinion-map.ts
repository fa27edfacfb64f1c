import type { AppLoadContext } from "@remix-run/node";
import { MOST_OF_PERSON, STATEMENT_LIMITS } from "#app/domain/opinion-map/bounds.ts";
import { readOpinionMap } from "#app/domain/opinion-map/read-map.ts";
import { may } from "#app/domain/person/permissions.ts";
import { translator } from "#app/i18n/server.ts";

/** The opinion map of a matter as its page shows it to the reader; whose matter it is its route asks first. */
export async function opinionMapPageOf(
  matter: { id: number; title: string },
  { request, context }: { request: Request; context: AppLoadContext },
) {
  const { portal, viewer, directory, language } = context;
  const { searchParams } = new URL(request.url);
  const t = translator(language, directory.space.kind);
  return {
    opinionMap: await readOpinionMap(portal.db, matter.id, viewer?.personId),
    sent: { added: searchParams.get("added"), there: searchParams.get("there") },
    listed: searchParams.has("list"),
    mayHide: may(viewer, "statement.hide", { space: directory.space.id }),
    limits: { statement: STATEMENT_LIMITS.max, statements: MOST_OF_PERSON },
    meta: { title: `${t("map:title")}: ${matter.title}`, description: t("map:lead") },
  };
}
