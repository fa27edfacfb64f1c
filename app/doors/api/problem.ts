import type { z } from "zod";
import { ERROR_STATUS, type ErrorCode, type FieldFault, type PortalError } from "#app/domain/errors.ts";
import { translator } from "#app/i18n/server.ts";
import type { Language } from "#db/tables/language.ts";
import type { Problem } from "./problems.ts";

/** A problem as the API says it (RFC 9457), in the reader's language. */
export function problemBody(
  code: ErrorCode,
  language: Language,
  details: PortalError["details"] = {},
): z.input<typeof Problem> {
  const t = translator(language);
  return {
    type: `urn:gonggam:problem:${code}`,
    code,
    status: ERROR_STATUS[code],
    title: t(`errors:code.${code}.title`),
    detail: t(`errors:code.${code}.message`),
    ...(details.reasons && { reasons: details.reasons }),
    ...(details.faults && {
      errors: details.faults.map((fault) => ({ ...fault, message: faultText(fault, language) })),
    }),
  };
}

export function problemResponse(
  code: ErrorCode,
  language: Language,
  details: PortalError["details"] = {},
): Response {
  const body = problemBody(code, language, details);
  const headers = new Headers({
    "Content-Type": "application/problem+json; charset=utf-8",
    "Cache-Control": "no-store",
  });
  if (details.retryAfterSeconds !== undefined) headers.set("Retry-After", String(details.retryAfterSeconds));
  return new Response(JSON.stringify(body), { status: body.status, headers });
}

/** What is wrong with a field, in words; `label` is what the reader's form calls the field. */
function faultText(fault: FieldFault, language: Language, label: string = fault.field): string {
  const t = translator(language);
  const limit = fault.values?.min ?? fault.values?.max;
  if (limit !== undefined && (fault.code === "too-short" || fault.code === "too-long")) {
    return t(`errors:fieldLimit.${fault.code}`, { field: label, limit });
  }
  return t(`errors:field.${fault.code}`, { field: label });
}
