import "@remix-run/server-runtime";
import type { Viewer } from "#app/domain/person/permissions.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Display } from "#app/platform/display.ts";
import type { Language } from "#db/tables/language.ts";
import type { Portal } from "./portal.ts";

/** What a loader or action gets as `context`: the portal's services, and what the web floor found out already. */
declare module "@remix-run/server-runtime" {
  /** Loader data arrives with the types it left with. */
  interface Future {
    v3_singleFetch: true;
  }
  interface AppLoadContext {
    portal: Portal;
    /** Chosen by ?lang=, then the cookie, then Accept-Language. */
    language: Language;
    /** Chosen by its cookie; the default where the answer is the same for everybody. */
    display: Display;
    /** The nonce of this answer's Content-Security-Policy. */
    nonce: string;
    /** Who is signed in. */
    viewer: Viewer | null;
    /** The space with its offices, districts and categories. */
    directory: Directory;
    /** The person's address, for rate limits; never logged. */
    address: string;
    /** The origin that people see, such as https://gonggam.example.kr */
    origin: string;
  }
}
