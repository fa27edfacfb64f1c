import { useSpacePath } from "../space-path.ts";

interface PicturesProps {
  /** What the list is called by who does not see it. */
  label: string;
  pictures: readonly { id: string; alt: string; width: number; height: number }[];
}

/** A proposal's pictures. */
export function Pictures({ label, pictures }: PicturesProps) {
  const within = useSpacePath();
  if (pictures.length === 0) return null;
  return (
    <ul className="proposal-pictures" aria-label={label}>
      {pictures.map(({ id, alt, width, height }) => (
        <li key={id}>
          <img
            src={within(`/pictures/${id}`)}
            alt={alt}
            width={width}
            height={height}
            loading="lazy"
            decoding="async"
          />
        </li>
      ))}
    </ul>
  );
}
