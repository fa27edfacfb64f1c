import drawings from "./category-icons.svg?no-inline";
import { drawingName } from "./drawing-name.ts";

const drawingOf = (code: string) => `${drawings}#${drawingName(code)}`;

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
      <use className="art-line" href={drawingOf(code)} x="34.5" y="13.5" width="27" height="27" />
    </svg>
  );
}

/** The same in small, beside the category's name. */
export function CategoryIcon({ code, size = 18 }: CategoryProps & { size?: number }) {
  return (
    <svg className="icon category-icon" width={size} height={size} aria-hidden="true" focusable="false">
      <use href={drawingOf(code)} width={size} height={size} />
    </svg>
  );
}
