import { createHash } from "node:crypto";
import type { AppLoadContext } from "@remix-run/node";
import type { SharedWords } from "#app/components/page-meta.ts";
import type { QuickPollView } from "#app/domain/quick-poll/read-quick-poll.ts";
import { readShared } from "#app/domain/views/read-shared.ts";
import { SHARE_DESIGN, type SharePicture } from "#app/platform/share-picture.ts";
import { matterPicture, quickPicture } from "./pictures.ts";

/** Where the pictures stand, within their space. */
const picturePath = (name: string) => `/og/${name}.png`;

/** Tells two pictures apart by all that stands on them. */
export const versionOf = (picture: SharePicture): string =>
  createHash("sha256")
    .update(`${SHARE_DESIGN} ${JSON.stringify(picture)}`)
    .digest("base64url")
    .slice(0, 12);

/**
 * What messengers are told of a matter's page. Who is signed in is no messenger, and is not made to wait for it.
 *
 * @returns null for what not everybody may find: that has no picture of its own
 */
export async function matterSharedAs(context: AppLoadContext, id: number): Promise<SharedWords | null> {
  if (context.viewer) return null;
  const { portal, directory, language } = context;
  const reading = { spaceId: directory.space.id, language, now: portal.clock.now() };
  const view = await readShared(portal.db, id, reading);
  return view ? sharedAs(String(id), matterPicture(view, context)) : null;
}

/** The same of a one-touch poll, for who has its address. */
export const quickSharedAs = (view: QuickPollView, context: AppLoadContext): SharedWords =>
  sharedAs(`q/${encodeURIComponent(view.poll.name)}`, quickPicture(view, context));

function sharedAs(name: string, picture: SharePicture): SharedWords {
  const { kind, title, standing, figure, note } = picture;
  const said = [kind, standing?.tone === "running" ? null : standing?.words, figure, note]
    .filter((part) => part !== null && part !== undefined)
    .join(" · ");
  return { picture: picturePath(name), version: versionOf(picture), said, alt: `${title} (${said})` };
}
