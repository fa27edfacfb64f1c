import type { Drive } from "#app/domain/kinds/drive/get-drive.ts";
import { matterPath } from "#app/domain/matter/address.ts";
import { spacePath } from "#app/domain/space/address.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { formatDate, formatNumber } from "#app/i18n/format.ts";
import { translator } from "#app/i18n/server.ts";
import type { Poster } from "#app/platform/poster.ts";
import type { Language } from "#db/tables/language.ts";

/** What stands on a drive's poster, in the reader's language; the drive's own words as they were signed. */
export function posterOf(
  drive: Drive,
  representatives: readonly string[],
  space: Directory["space"],
  origin: string,
  language: Language,
): Poster {
  const t = translator(language);
  const { title, draft, definition, required, closes_at, certificate, address } = drive;
  return {
    kind: t("drives:poster.kind", { kind: definition.name[language] }),
    title,
    summary: draft.summary,
    call: [t("drives:poster.call"), t("drives:poster.how"), t("drives:poster.receipt")],
    facts: [
      [t("drives:poster.until"), t("drives:panel.until", { date: formatDate(language, closes_at) })],
      [
        t("drives:poster.required"),
        t("drives:formula.people", { count: required, amount: formatNumber(language, required) }),
      ],
      [t("drives:facts.representative"), representatives.join(", ")],
      [
        t(definition.certification === "clerk" ? "drives:facts.certificate" : "drives:facts.registration"),
        t("drives:facts.certificateNumber", { number: certificate }),
      ],
    ],
    url: origin + spacePath(space.prefix, `${matterPath("drive", address)}/sign`),
    footer: t("drives:poster.footer", { space: space.name[language] }),
  };
}
