import { categoryDrawing } from "./category-drawings.ts";

interface CategoryProps {
  /** The category's code in its space. */
  code: string;
}

/**
 * Stands where a picture would, in the house's quiet manner: two circles that meet, as in its mark, and what the matter is
 * about. It says nothing that the category's name beside it does not.
 */
export function CategoryArt({ code }: CategoryProps) {
  return (
    <svg className="category-art" viewBox="0 0 96 54" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <rect className="art-ground" width="96" height="54" />
      <circle className="art-one" cx="36" cy="30" r="25" />
      <circle className="art-two" cx="60" cy="24" r="25" />
      <g className="art-line" transform="translate(34.5 13.5) scale(1.125)">
        <path d={categoryDrawing(code)} />
      </g>
    </svg>
  );
}

/** The same in small, beside the category's name. */
export function CategoryIcon({ code, size = 18 }: CategoryProps & { size?: number }) {
  return (
    <svg
      className="icon category-icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={categoryDrawing(code)} />
    </svg>
  );
}
