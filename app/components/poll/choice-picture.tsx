import type { PictureView } from "#app/domain/kinds/poll/read-poll.ts";
import { useSpacePath } from "../space-path.ts";

/** A choice's picture beside what it is called. */
export function ChoicePicture({ picture: { id, alt } }: { picture: PictureView }) {
  const within = useSpacePath();
  return (
    <img
      className="poll-thumb"
      src={within(`/polls/pictures/${id}`)}
      alt={alt}
      width={96}
      height={72}
      loading="lazy"
    />
  );
}
