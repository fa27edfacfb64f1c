import { timingSafeEqual } from "node:crypto";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { problemResponse } from "#app/doors/api/problem.ts";
import { metricsOfAll } from "#app/platform/metrics.ts";

/** Prometheus metrics, for whoever knows METRICS_TOKEN; without that setting the address does not exist. */
export async function loader({ context, request }: LoaderFunctionArgs): Promise<Response> {
  const { environment, siblings } = context.portal;
  const expected = Buffer.from(`Bearer ${environment.METRICS_TOKEN ?? ""}`);
  const given = Buffer.from(request.headers.get("Authorization") ?? "");
  const known = given.length === expected.length && timingSafeEqual(given, expected);
  if (environment.METRICS_TOKEN === undefined || !known)
    return problemResponse("not-found", context.language);
  const { text, contentType } = await metricsOfAll(siblings);
  return new Response(text, {
    headers: { "Content-Type": contentType, "Cache-Control": "no-store" },
  });
}
