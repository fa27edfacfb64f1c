/** Two circles that share a part: two people who feel the same. */
export function LogoMark({ size = 36 }: { size?: number }) {
  return (
    <svg
      className="logo-mark"
      width={`${size / 10}rem`}
      height={`${size / 10}rem`}
      viewBox="0 0 36 36"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="13" cy="18" r="11" className="logo-left" />
      <circle cx="23" cy="18" r="11" className="logo-right" />
      <path d="M18 8.2a11 11 0 0 1 0 19.6 11 11 0 0 1 0-19.6Z" className="logo-both" />
    </svg>
  );
}
