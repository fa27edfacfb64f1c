import notoSansJpHref from "@fontsource-variable/noto-sans-jp/index.css?url";
import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  Links,
  Meta,
  type MetaFunction,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Alternates } from "#app/components/alternates.tsx";
import { useDisplay } from "#app/components/display-choice.ts";
import { ErrorPage } from "#app/components/error-page.tsx";
import { FeedLinks } from "#app/components/feeds.tsx";
import { SentForms } from "#app/components/kept/sent-forms.tsx";
import { Masthead } from "#app/components/masthead.tsx";
import { useNonce } from "#app/components/nonce.ts";
import { errorMeta, pageMeta, rootOf } from "#app/components/page-meta.ts";
import { PendingBar } from "#app/components/pending-bar.tsx";
import { RareFonts } from "#app/components/rare-fonts.tsx";
import { type RootData, useRootData } from "#app/components/root-data.ts";
import { RouteAnnouncer } from "#app/components/route-announcer.tsx";
import { SiteFooter } from "#app/components/site-footer.tsx";
import { SiteHeader } from "#app/components/site-header.tsx";
import { readUnread } from "#app/domain/notice/read-notices.ts";
import { postsIn } from "#app/domain/person/permissions.ts";
import { contactIn } from "#app/domain/space/contact.ts";
import { hasStatutes } from "#app/domain/space/kinds.ts";
import { localCopyOwner, writerToken } from "#app/doors/kept-form.ts";
import { type Display, displayAttributes } from "#app/platform/display.ts";
import { wordsOf } from "./i18n/words.ts";
import fontsHref from "./styles/fonts/common.css?url";
import lettersHref from "./styles/fonts/common-0.woff2?url";
import syllablesHref from "./styles/fonts/common-1.woff2?url";
import moreSyllablesHref from "./styles/fonts/common-2.woff2?url";
import stylesHref from "./styles/main.scss?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: stylesHref },
  // A file of its own: it changes less often than our styles.
  { rel: "stylesheet", href: fontsHref },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "manifest", href: "/site.webmanifest" },
];

export async function loader({ context }: LoaderFunctionArgs) {
  const { language, origin, display, viewer, portal, directory } = context;
  const { space } = directory;
  const contact = contactIn(space.contact, language);
  return {
    language,
    origin,
    prefix: space.prefix,
    display,
    viewer: viewer && {
      publicName: viewer.publicName,
      unread: await readUnread(portal.db, space.id, viewer.personId),
      roles: postsIn(viewer, space.id).map(({ role }) => role),
      owner: localCopyOwner(context, viewer.personId),
      writer: writerToken(context, viewer.personId),
    },
    demonstration: portal.demonstration !== undefined,
    spaceName: space.name[language],
    contact: contact && { address: contact.address, phone: contact.phone, email: contact.email },
    hasDrives: hasStatutes(space.kind),
    words: wordsOf(space.kind),
    // To the minute: a page that did not change in between keeps its ETag.
    now: `${portal.clock.now().toISOString().slice(0, 16)}:00.000Z`,
  } satisfies RootData;
}

/** For pages without a `meta` of their own, such as error pages. */
export const meta: MetaFunction = ({ matches, location, error }) => {
  const root = rootOf(matches);
  if (error) return errorMeta(root.language);
  return pageMeta({ title: "", description: "", path: location.pathname, ...root });
};

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const { t } = useTranslation();
  const { language, words } = useRootData();
  const display = useDisplay();
  return (
    <html lang={language} data-words={words} {...displayAttributes(display)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <ThemeColour mode={display.mode} />
        <Meta />
        <Alternates />
        <FeedLinks />
        <Links />
        {language !== "ja" && <FontPreload href={lettersHref} />}
        {language === "ko" && <FontPreload href={syllablesHref} />}
        {language === "ko" && <FontPreload href={moreSyllablesHref} />}
        {/* Pretendard lacks many Japanese characters; Noto's list of files is loaded by Japanese pages only. */}
        {language === "ja" && <link rel="stylesheet" href={notoSansJpHref} />}
      </head>
      <body>
        <div id="krds-skip-link">
          <a href="#main">{t("header.skip")}</a>
        </div>
        <PendingBar />
        <Masthead />
        <SiteHeader />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <SiteFooter />
        <RouteAnnouncer />
        <SentForms />
        <RareFonts />
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

const GROUND = { light: "#ffffff", dark: "#131416", contrast: "#000000" };

/** What a phone paints its own bars with: the page's ground (_modes.scss). */
function ThemeColour({ mode }: { mode: Display["mode"] }) {
  if (mode !== "system") return <meta name="theme-color" content={GROUND[mode]} />;
  return (
    <>
      <meta name="theme-color" content={GROUND.light} />
      <meta name="theme-color" content={GROUND.dark} media="(prefers-color-scheme: dark)" />
    </>
  );
}

/** Asked for with the styles, and not after them: what is read first moves less when its letters come early. */
function FontPreload({ href }: { href: string }) {
  return <link rel="preload" as="font" type="font/woff2" href={href} crossOrigin="anonymous" />;
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage error={useRouteError()} />;
}
