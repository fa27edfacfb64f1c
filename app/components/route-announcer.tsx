import { useLocation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";

/**
 * After a navigation without a new document, a screen reader hears nothing and focus stays on a link that is gone.
 * This says the new title and puts focus at the start of the content. Changes of the query alone (filters) keep
 * focus where the person is working.
 */
export function RouteAnnouncer() {
  const { pathname, hash } = useLocation();
  const shownPath = useRef(pathname);
  const [title, setTitle] = useState("");

  useEffect(() => {
    if (shownPath.current === pathname) return;
    shownPath.current = pathname;
    setTitle(document.title);
    if (!hash) document.getElementById("main")?.focus({ preventScroll: true });
  }, [pathname, hash]);

  return (
    <div className="sr-only" aria-live="assertive" aria-atomic="true">
      {title}
    </div>
  );
}
