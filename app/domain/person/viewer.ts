import type { Queryable } from "#db/client.ts";
import { findPerson, listPosts } from "#db/queries/persons.ts";
import type { Viewer } from "./permissions.ts";

/** Who a session's person is to the portal; null when there is no such person. */
export async function readViewer(db: Queryable, personId: number): Promise<Viewer | null> {
  const [person, posts] = await Promise.all([findPerson(db, personId), listPosts(db, personId)]);
  if (!person) return null;
  return {
    personId,
    publicName: person.public_name,
    district: person.district,
    language: person.language,
    posts: posts.map(({ role, office_id }) => ({ role, officeId: office_id })),
  };
}
