import { useFormat } from "./use-format.ts";

interface ShareBarProps {
  /** In their order; a code is a colour of `_pages-participation.scss`. */
  parts: readonly { code: string; label: string; count: number }[];
  /** Small in lists. */
  size?: "small" | "large";
}

/**
 * How a whole divides: a bar, and the numbers beside it, which say it all. Lengths are SVG attributes, since the CSP
 * forbids style attributes; patterns of light and dark, not colours alone, tell the parts apart.
 */
export function ShareBar({ parts, size = "large" }: ShareBarProps) {
  const format = useFormat();
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const share = (count: number) => (total === 0 ? 0 : count / total);
  return (
    <div className={`share-bar ${size}`}>
      <svg height={size === "large" ? 16 : 8} aria-hidden="true" focusable="false">
        <rect className="empty" width="100%" height="100%" />
        {parts.map(({ code, count }, index) => {
          const from = parts.slice(0, index).reduce((sum, before) => sum + share(before.count), 0);
          return (
            <rect
              key={code}
              className={code}
              x={`${from * 100}%`}
              width={`${share(count) * 100}%`}
              height="100%"
            />
          );
        })}
      </svg>
      <dl className="share-numbers">
        {parts.map(({ code, label, count }) => (
          <div key={code} className={code}>
            <dt>{label}</dt>
            <dd>
              <strong className="numeric">{format.number(count)}</strong>
              {size === "large" && total > 0 && (
                <span className="muted numeric"> {format.percent(share(count))}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
