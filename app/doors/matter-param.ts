import { type AppLoadContext, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { pathOf } from "./page.ts";

/**
 * The matter that a page's address names. What is read at another address than its own, such as at the number of what
 * is not listed, or at the token of what is by now, is sent on; a write goes on as it was sent, so that nothing typed
 * is lost.
 *
 * @returns its number
 * @throws a 404 page also for what the reader may not find; a redirect
 */
export async function matterParam({
  request,
  params,
  context,
}: Pick<LoaderFunctionArgs, "request" | "params" | "context">): Promise<number> {
  const found = await findMatterHere(context, params.id);
  if (!found) throw data({ code: "not-found" }, { status: 404 });
  const { id, address } = found;
  if (address !== params.id && (request.method === "GET" || request.method === "HEAD"))
    throw redirect(pathOf(request).replace(`/${params.id}`, `/${address}`));
  return id;
}

/** The matter of this request's space that an address names; undefined also for what the reader may not find. */
export const findMatterHere = ({ portal, directory, viewer }: AppLoadContext, asked: string | undefined) =>
  portal.matters.find(directory.space.id, asked, viewer);
