import { matterPath } from "#app/domain/matter/address.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Queryable } from "#db/client.ts";
import { listFollows } from "#db/queries/follows.ts";
import type { FollowTarget } from "#db/tables/follow.ts";
import type { Language, Localized } from "#db/tables/language.ts";

/** One thing that a person follows, as their page lists it. */
export interface FollowItem {
  target: FollowTarget;
  code: string;
  /** In the reader's language; what was taken out of the space goes by its code. */
  name: string;
  /** Its page; null: there is none any more. */
  path: string | null;
  since: string;
}

/** What a person follows in a space, the latest first. */
export async function readFollows(
  db: Queryable,
  directory: Directory,
  personId: number,
  language: Language,
): Promise<FollowItem[]> {
  const rows = await listFollows(db, directory.space.id, personId, language);
  return rows.map(({ target, code, since, kind, title, address }) => {
    const common = { target, code, since: since.toISOString() };
    if (target === "matter")
      return {
        ...common,
        name: title ?? code,
        path: kind && address !== null ? matterPath(kind, address) : null,
      };
    const name = namesOf(directory, target).find((one) => one.code === code)?.name[language];
    return { ...common, name: name ?? code, path: name === undefined ? null : pathOfArea(target, code) };
  });
}

function namesOf(
  directory: Directory,
  target: Exclude<FollowTarget, "matter">,
): readonly { code: string; name: Localized }[] {
  if (target === "category") return directory.categories;
  return target === "district" ? directory.districts : directory.offices;
}

/** The list of what is followed: where its button stands too. */
const pathOfArea = (target: Exclude<FollowTarget, "matter">, code: string): string =>
  target === "office"
    ? `/duties?${new URLSearchParams({ office: code })}`
    : `/proposals?${new URLSearchParams({ [target]: code })}`;
