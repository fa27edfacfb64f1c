export type Language = "ko" | "en" | "ja";

/** A text in each of the portal's languages. */
export type Localized = Record<Language, string>;
