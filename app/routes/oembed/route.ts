import type { LoaderFunctionArgs } from "@remix-run/node";
import { isPortalError, PortalError } from "#app/domain/errors.ts";
import { readMatterPath } from "#app/domain/matter/address.ts";
import { readSpaceAddress, spacePath } from "#app/domain/space/address.ts";
import { readWidget } from "#app/domain/views/read-widget.ts";
import { openToOthers } from "#app/doors/api/open-to-others.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { translator } from "#app/i18n/server.ts";
import { isLanguage } from "#app/i18n/settings.ts";
import { oembedAnswer } from "./oembed-answer.server.ts";

/**
 * What a page needs to show a matter that somebody put the address of into it (oEmbed 1.0): a frame with how far it
 * has come. It answers for the matters of every space, whichever space it is asked in.
 */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const { portal, origin, language: preferred } = context;
  const { searchParams } = new URL(request.url);
  try {
    // The standard says 501 where a format is not had.
    if ((searchParams.get("format") ?? "json") !== "json")
      return openToOthers(new Response(null, { status: 501 }));
    const asked = searchParams.get("url") ?? "";
    const url = URL.canParse(asked) ? new URL(asked) : undefined;
    if (url?.origin !== origin) throw new PortalError("not-found");
    const { code, path } = readSpaceAddress(url.pathname);
    const matter = readMatterPath(path);
    const directory = code === undefined ? await portal.directory() : await portal.directoryOf(code);
    if (!matter || !directory) throw new PortalError("not-found");
    const lang = url.searchParams.get("lang");
    const language = isLanguage(lang) ? lang : preferred;
    const { space } = directory;
    const reading = { spaceId: space.id, language, now: portal.clock.now() };
    const widget = await readWidget(portal.db, matter.id, reading);
    if (widget.kind !== matter.kind) throw new PortalError("not-found");
    const frame = new URL(spacePath(space.prefix, `/embed/matters/${matter.id}`), origin);
    if (isLanguage(lang)) frame.searchParams.set("lang", lang);
    const provider = translator(language, space.kind)("common:site.name");
    return openToOthers(
      Response.json(
        oembedAnswer({
          title: widget.title,
          frame: frame.href,
          provider: {
            name: `${provider} ${space.name[language]}`,
            url: origin + spacePath(space.prefix, "/"),
          },
          asked: searchParams,
        }),
      ),
    );
  } catch (error) {
    if (isPortalError(error)) return openToOthers(problemResponse(error.code, preferred, error.details));
    throw error;
  }
}
