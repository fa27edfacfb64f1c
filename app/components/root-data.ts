import { useRouteLoaderData } from "@remix-run/react";
import { useContext } from "react";
import { I18nContext } from "react-i18next";
import { DEFAULT_LANGUAGE, isLanguage } from "#app/i18n/settings.ts";
import type { Words } from "#app/i18n/words.ts";
import { DEFAULT_DISPLAY, type Display } from "#app/platform/display.ts";
import type { Language } from "#db/tables/language.ts";
import type { PostRole } from "#db/tables/space.ts";

/** What every page knows. */
export interface RootData {
  language: Language;
  /** Such as https://gonggam.example.kr */
  origin: string;
  /** What the addresses of the space begin with; see domain/space/address.ts. */
  prefix: string;
  /** How the reader wants it to look. */
  display: Display;
  viewer: {
    publicName: string;
    roles: PostRole[];
    /** Notices of this space that they have not read, up to a hundred. */
    unread: number;
    /** Marks what this browser keeps as theirs. */
    owner: string;
    /** What their forms say of whose they are, sealed. */
    writer: string;
  } | null;
  demonstration: boolean;
  spaceName: string;
  /** Where its operator is reached; null: not said. */
  contact: { address: string; phone: string; email: string } | null;
  /** Whether there can be drives: they go by statutes, which not every kind of space has. */
  hasDrives: boolean;
  words: Words;
  /** When the server made this page (ISO). "3 days left" counts from it, so that server and client agree. */
  now: string;
}

/** Also usable on an error page, where the root loader itself may have failed. */
export function useRootData(): RootData {
  const data = useRouteLoaderData<RootData>("root");
  // Not useTranslation: hundreds of parts of a page ask here, and it makes a translator for each.
  const language = useContext(I18nContext)?.i18n.language ?? "";
  if (data) return data;
  return {
    language: isLanguage(language) ? language : DEFAULT_LANGUAGE,
    origin: "",
    prefix: "",
    display: DEFAULT_DISPLAY,
    viewer: null,
    demonstration: false,
    spaceName: "",
    contact: null,
    hasDrives: true,
    words: "city",
    now: new Date(0).toISOString(),
  };
}
