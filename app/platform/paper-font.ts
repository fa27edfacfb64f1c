import { createRequire } from "node:module";

/** A file of the portal's font that PDFs carry a part of; Korean included. */
export const fontFile = (weight: "Regular" | "Bold") =>
  createRequire(import.meta.url).resolve(
    `pretendard-gov/dist/public/static/alternative/PretendardGOV-${weight}.ttf`,
  );

export const INK = "#1e2124";
export const SUBTLE = "#464c53";
export const RULE = "#8a949e";
