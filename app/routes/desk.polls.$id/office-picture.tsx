import { useSpacePath } from "#app/components/space-path.ts";

/** A picture of a draft, which its office alone sees. */
export function OfficePicture({ id, alt }: { id: string; alt: string }) {
  const within = useSpacePath();
  return <img className="poll-picture" src={within(`/polls/pictures/${id}`)} alt={alt} />;
}
