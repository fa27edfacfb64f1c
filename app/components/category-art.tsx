import type { ReactNode } from "react";

/** Drawn for the categories that a city begins with. */
const DRAWINGS: Readonly<Record<string, ReactNode>> = {
  transport: <path d="M5 5h14v12H5V5ZM5 11h14M8 17v2M16 17v2M8 14.2v.01M16 14.2v.01M9 8h6" />,
  safety: <path d="M12 3.5 5 6v5.5c0 4.3 2.9 7.3 7 9 4.1-1.7 7-4.7 7-9V6l-7-2.5ZM9 12l2.2 2.2L15.3 10" />,
  planning: <path d="M5 19V5M5 19h14M9 16v-4M13 16V8M17 16v-6" />,
  welfare: (
    <path d="M12 11s-3.6-2.2-3.6-4.8A2.1 2.1 0 0 1 12 4.8a2.1 2.1 0 0 1 3.6 1.4C15.6 8.8 12 11 12 11ZM4 15.5l3-1.5 4.5 2H15l5-2M4 20h7l9-4" />
  ),
  culture: (
    <path d="M9 17.5V6l10-2v11.5M9 17.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0ZM19 15.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Z" />
  ),
  housing: <path d="M4 11.5 12 5l8 6.5M6.5 10v9.5h11V10M10.5 19.5V14h3v5.5" />,
  construction: <path d="M4 20h16M6 20V9l6-4v15M12 20V9h6v11M9 11v.01M9 15v.01M15 13v.01M15 16.5v.01" />,
  women: (
    <path d="M9 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM5 20v-5.5A3.5 3.5 0 0 1 8.5 11h1a3.5 3.5 0 0 1 3 1.7M16.5 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM13 20v-1a3 3 0 0 1 3-3h1a3 3 0 0 1 3 3v1" />
  ),
  health: (
    <path d="M12 20s-7.5-4.6-7.5-10A4.3 4.3 0 0 1 12 7.2 4.3 4.3 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10ZM7.5 12h2.2l1.3-2.3 1.8 4.3 1.4-2H17" />
  ),
  environment: <path d="M5.5 18.5C4 11 8.5 5 19 5c0 9.5-5 14-12 12.5M5 20.5c1.5-4.5 4.5-8 8.5-10" />,
  other: <path d="M4.5 6.5h15v9.5h-8l-4.5 3.5V16h-2.5V6.5ZM8.5 10h7M8.5 12.800h4.5" />,
};

/** For the categories that a space made itself: each code has one of these for good. */
const OF_OTHER_CODES: readonly ReactNode[] = [
  DRAWINGS.other,
  <path key="flag" d="M6 21V4M6 5c4-2 7 2 12 0v8c-5 2-8-2-12 0" />,
  <path
    key="star"
    d="m12 4 2.4 5 5.6.8-4 3.9.9 5.5L12 16.600 7.100 19.200l.9-5.500-4-3.900 5.600-.800L12 4Z"
  />,
  <path
    key="place"
    d="M12 21s6.500-5.600 6.500-11a6.500 6.500 0 0 0-13 0c0 5.400 6.500 11 6.500 11ZM12 12.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400Z"
  />,
];

function drawingOf(code: string): ReactNode {
  const sum = [...code].reduce((all, letter) => all + (letter.codePointAt(0) ?? 0), 0);
  return DRAWINGS[code] ?? OF_OTHER_CODES[sum % OF_OTHER_CODES.length];
}

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
        {drawingOf(code)}
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
      {drawingOf(code)}
    </svg>
  );
}
