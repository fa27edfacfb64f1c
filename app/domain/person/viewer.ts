import type { Queryable } from "#db/client.ts";
import { findPerson } from "#db/queries/persons.ts";
import { listPosts } from "#db/queries/posts.ts";
import type { Post, Viewer } from "./permissions.ts";

/** Who a session's person is to the portal, with the posts held now; null when there is no such person. */
export async function readViewer(db: Queryable, personId: number, now: Date): Promise<Viewer | null> {
  const [person, posts] = await Promise.all([findPerson(db, personId), postsOf(db, personId, now)]);
  if (!person) return null;
  return {
    personId,
    publicName: person.public_name,
    district: person.district,
    language: person.language,
    posts,
  };
}

/** The posts that somebody holds now, in every space. */
export async function postsOf(db: Queryable, personId: number, now: Date): Promise<Post[]> {
  const posts = await listPosts(db, personId, now);
  return posts.map(({ space_id, role, office_id }) => ({ spaceId: space_id, role, officeId: office_id }));
}
