import { type AppLoadContext, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import { quickPollPath, tidyName } from "#app/domain/quick-poll/name.ts";
import {
  findPoll,
  type QuickPoll,
  type QuickPollView,
  readQuickPoll,
} from "#app/domain/quick-poll/read-quick-poll.ts";
import { spacePath } from "#app/domain/space/address.ts";

/** The whole address of its page, as it is shared. */
export const quickPollUrl = ({ origin, directory }: AppLoadContext, name: string) =>
  origin + spacePath(directory.space.prefix, quickPollPath(name));

/**
 * The name in the address of a page, in its one form; who asks for it in another, such as in capitals or with Hangul in
 * single letters as macOS writes it, is sent there, so that it is one page to caches and to people.
 */
export function nameParam({ params, request }: LoaderFunctionArgs, page = ""): string {
  const given = params.name ?? "";
  const name = tidyName(given);
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (isRead && name !== given && name !== "") throw redirect(quickPollPath(name, page), 301);
  return name;
}

/**
 * A poll that moderators did not hide.
 *
 * @throws PortalError "not-found"
 */
export async function findShownPoll(
  { portal, directory }: AppLoadContext,
  name: string,
  now: Date,
): Promise<QuickPoll> {
  const poll = await findPoll(portal.db, directory.space.id, name, now);
  if (poll.hiddenReason !== null) throw new PortalError("not-found");
  return poll;
}

/** The same with all that is shown of it. @throws PortalError "not-found" */
export async function readShownPoll(
  { portal, directory }: AppLoadContext,
  name: string,
  device: string | undefined,
  now: Date,
): Promise<QuickPollView> {
  const view = await readQuickPoll(portal, directory.space.id, name, device, now);
  if (view.poll.hiddenReason !== null) throw new PortalError("not-found");
  return view;
}
