import { useSpacePath } from "#app/components/space-path.ts";

interface ProposalPicturesProps {
  label: string;
  pictures: readonly { id: string; alt: string; caption: string; width: number; height: number }[];
}

/** Below the text, each with the line that its author put under it: on the public page, and as that will be. */
export function ProposalPictures({ label, pictures }: ProposalPicturesProps) {
  const within = useSpacePath();
  if (pictures.length === 0) return null;
  return (
    <ul className="proposal-pictures" aria-label={label}>
      {pictures.map(({ id, alt, caption, width, height }) => {
        const picture = (
          <img
            src={within(`/pictures/${id}`)}
            alt={alt}
            width={width}
            height={height}
            loading="lazy"
            decoding="async"
          />
        );
        return (
          <li key={id}>
            {caption === "" ? (
              picture
            ) : (
              <figure>
                {picture}
                <figcaption dir="auto">{caption}</figcaption>
              </figure>
            )}
          </li>
        );
      })}
    </ul>
  );
}
