import { z } from "zod";
import { none } from "./fields.ts";
import type { ReadOperation } from "./operation.ts";

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
