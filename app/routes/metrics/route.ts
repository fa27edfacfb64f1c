import { timingSafeEqual } from "node:crypto";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { problemResponse } from "#app/doors/api/problem.ts";

/** Prometheus metrics, for whoever knows METRICS_TOKEN; without that setting the address does not exist. */
export async function loader({ context, request }: LoaderFunctionArgs): Promise<Response> {
  const { environment, metrics } = context.portal;
  const expected = Buffer.from(`Bearer ${environment.METRICS_TOKEN ?? ""}`);
  const given = Buffer.from(request.headers.get("Authorization") ?? "");
  const known = given.length === expected.length && timingSafeEqual(given, expected);
  if (environment.METRICS_TOKEN === undefined || !known)
    return problemResponse("not-found", context.language);
  return new Response(await metrics.registry.metrics(), {
    headers: { "Content-Type": metrics.registry.contentType, "Cache-Control": "no-store" },
  });
}
