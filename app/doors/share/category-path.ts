import symbols from "#app/components/category-icons.svg?raw";
import { drawingName } from "#app/components/drawing-name.ts";

const PATHS = new Map(
  [...symbols.matchAll(/<symbol id="(\w+)"[^>]*><path d="([^"]+)"/g)].map(([, name = "", path = ""]) => [
    name,
    path,
  ]),
);

/** The line drawing of a category, of 24 by 24: the one that pages show, as a path. */
export const categoryPath = (code: string): string => PATHS.get(drawingName(code)) ?? "";
