import { Link, useLocation, useNavigate, useNavigation, useSearchParams } from "@remix-run/react";
import { type MouseEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";
import { MOST_PAGES } from "./most-pages.ts";

interface MoreProps {
  /** The opaque cursor of what follows; null: this is the end. */
  next: string | null;
  /** How many pages are shown in one, and how many items that is. */
  pages: number;
  shown: number;
  /** Of the list, whose items are articles with a linked title. */
  listId: string;
}

/**
 * The way to what follows. A script asks for the list with a page more, at the place that one is at, and goes to the first
 * of what is new; the address says how many pages there are, so that who comes back finds them all and stands where they
 * were. Without, and when a page has grown long, it is a link to the rest.
 */
export function More({ next, pages, shown, listId }: MoreProps) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const { state, location } = useNavigation();
  const before = useRef<number>();
  const atStart = !parameters.has("cursor");

  useEffect(() => {
    if (before.current === undefined || shown <= before.current) return;
    const added = document.querySelectorAll<HTMLElement>(`#${listId} article :is(h2, h3) a`)[before.current];
    before.current = undefined;
    added?.focus({ preventScroll: true });
  }, [shown, listId]);

  if (next === null && atStart) return null;
  const address = (change: (wanted: URLSearchParams) => void) => {
    const wanted = new URLSearchParams(parameters);
    change(wanted);
    return `${pathname}${wanted.size > 0 ? `?${wanted}` : ""}`;
  };
  const more = (event: MouseEvent) => {
    const asUsual = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    if (asUsual || pages >= MOST_PAGES) return;
    event.preventDefault();
    before.current = shown;
    navigate(
      address((wanted) => wanted.set("pages", String(pages + 1))),
      { replace: true, preventScrollReset: true },
    );
  };
  const isLoading =
    state === "loading" && location.pathname === pathname && location.search.includes("pages=");
  return (
    <nav className="krds-pagination" aria-label={t("pagination.label")}>
      {!atStart && (
        <Link
          className="text-link"
          to={address((wanted) => {
            wanted.delete("cursor");
            wanted.delete("pages");
          })}
        >
          {t("pagination.first")}
        </Link>
      )}
      {next !== null && (
        <LinkButton
          look="tertiary"
          size="medium"
          to={address((wanted) => {
            wanted.set("cursor", next);
            wanted.delete("pages");
          })}
          rel="next"
          onClick={more}
          aria-busy={isLoading}
        >
          {t(isLoading ? "pending" : "pagination.more")}
        </LinkButton>
      )}
    </nav>
  );
}
