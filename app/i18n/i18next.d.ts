import "i18next";
import type ko from "./ko.ts";

/** Korean is the language that decides which keys exist: `t` with a key that is not in it does not compile. */
declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: typeof ko;
    returnNull: false;
  }
}
