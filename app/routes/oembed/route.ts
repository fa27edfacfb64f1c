import type { LoaderFunctionArgs } from "@remix-run/node";
import { isPortalError, PortalError } from "#app/domain/errors.ts";
import { readSpaceAddress, spacePath } from "#app/domain/space/address.ts";
import { openToOthers } from "#app/doors/api/open-to-others.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { translator } from "#app/i18n/server.ts";
import { isLanguage } from "#app/i18n/settings.ts";
import { oembedAnswer } from "./oembed-answer.server.ts";
import { readShown } from "./shown.server.ts";

/**
 * What a page needs to show a matter, a poll's result or a one-touch poll that somebody put the address of into it
 * (oEmbed 1.0): a frame with how it stands. It answers for every space, whichever space it is asked in.
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
    const directory = code === undefined ? await portal.directory() : await portal.directoryOf(code);
    if (!directory) throw new PortalError("not-found");
    const lang = url.searchParams.get("lang");
    const language = isLanguage(lang) ? lang : preferred;
    const { space } = directory;
    const shown = await readShown({ ...context, directory, language }, path, url.hash);
    const frame = new URL(spacePath(space.prefix, shown.frame), origin);
    if (isLanguage(lang)) frame.searchParams.set("lang", lang);
    const provider = translator(language, space.kind)("common:site.name");
    return openToOthers(
      Response.json(
        oembedAnswer({
          title: shown.title,
          frame: frame.href,
          height: shown.height,
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
