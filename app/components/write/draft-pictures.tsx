import type { ReactNode } from "react";
import { useSpacePath } from "#app/components/space-path.ts";

export interface DraftPicture {
  id: string;
  alt: string;
  width: number;
  height: number;
}

/** Pictures with what they show below them, and what can be done with each. */
export function DraftPictures({
  pictures,
  children,
}: {
  pictures: readonly DraftPicture[];
  children?: (picture: DraftPicture) => ReactNode;
}) {
  const within = useSpacePath();
  return (
    <ul className="draft-pictures">
      {pictures.map((picture) => (
        <li key={picture.id}>
          <figure>
            <img
              src={within(`/pictures/${picture.id}`)}
              alt=""
              width={picture.width}
              height={picture.height}
            />
            <figcaption>{picture.alt}</figcaption>
          </figure>
          {children?.(picture)}
        </li>
      ))}
    </ul>
  );
}
