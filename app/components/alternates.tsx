import { useLocation } from "@remix-run/react";
import { LANGUAGES } from "#app/i18n/settings.ts";
import { localizedUrl } from "./page-meta.ts";
import { useRootData } from "./root-data.ts";
import { useSpacePath } from "./space-path.ts";

/** Tells search engines the page's one address in each language. Filters and cursors are not pages of their own. */
export function Alternates() {
  const { pathname } = useLocation();
  const path = useSpacePath()(pathname);
  const { origin, language } = useRootData();
  if (!origin) return null;
  return (
    <>
      <link rel="canonical" href={localizedUrl(origin, path, language)} />
      {LANGUAGES.map((code) => (
        <link key={code} rel="alternate" hrefLang={code} href={localizedUrl(origin, path, code)} />
      ))}
      <link rel="alternate" hrefLang="x-default" href={localizedUrl(origin, path, "ko")} />
    </>
  );
}
