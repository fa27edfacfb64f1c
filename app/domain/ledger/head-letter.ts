import { homeOf } from "#app/domain/space/home.ts";
import { formatDateTime, formatNumber } from "#app/i18n/format.ts";
import { translator } from "#app/i18n/server.ts";
import type { Queryable } from "#db/client.ts";
import { findSpaceById } from "#db/queries/spaces.ts";
import type { Row } from "#db/tables/tables.ts";

/** What a witness by mail gets: the head in plain text, to be kept, in the language of the space's offices. */
export async function headLetter(
  db: Queryable,
  { space_id, size, note, made_at }: Pick<Row<"checkpoint">, "space_id" | "size" | "note" | "made_at">,
  origin: string,
): Promise<{ subject: string; text: string }> {
  const space = await findSpaceById(db, space_id);
  if (!space) throw new Error(`There is no space ${space_id}.`);
  const { language } = space;
  const t = translator(language);
  const words = {
    space: space.name[language],
    amount: formatNumber(language, size),
    time: formatDateTime(language, made_at),
  };
  const link = `${homeOf(origin, space)}/ledger/witnesses`;
  return {
    subject: t("mail:subject", { subject: t("mail:head.subject", words) }),
    text: [t("mail:head.body", words), t("mail:head.keep"), note.trimEnd(), link].join("\n\n"),
  };
}
