import { useHref } from "@remix-run/react";
import { spacePath } from "#app/domain/space/address.ts";
import { useRootData } from "./root-data.ts";

/**
 * Makes an address of the reader's space for what does not know its space by itself, as <Link>, <Form> and navigation
 * do: plain <a>, <form>, <img>, fetch, event streams.
 */
export function useSpacePath(): (path: string) => string {
  const home = useHref("/");
  return (path) => spacePath(home === "/" ? "" : home, path);
}

/** The same as a whole address, to be given to others. */
export function useSpaceUrl(): (path: string) => string {
  const { origin } = useRootData();
  const within = useSpacePath();
  return (path) => origin + within(path);
}
