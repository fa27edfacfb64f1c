import { z } from "zod";
import { none } from "#app/doors/api/fields.ts";
import type { ReadOperation } from "#app/doors/api/operation.ts";

export const readDescription = {
  address: "/api/v1/openapi.json",
  method: "GET",
  permission: "public",
  operationId: "readDescription",
  tag: "description",
  summary: "This document",
  path: none,
  query: none,
  answers: { 200: { description: "OpenAPI 3.1.", schema: z.unknown().meta({ type: "object" }) } },
  problems: ["unavailable"],
} satisfies ReadOperation;
