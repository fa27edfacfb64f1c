import { z } from "zod";
import type { Language, Localized } from "#db/tables/language.ts";
import type { SpaceContact } from "#db/tables/space.ts";

const localized = z.strictObject({
  ko: z.string().min(1).max(200),
  en: z.string().min(1).max(200),
  ja: z.string().min(1).max(200),
});
const phone = z.string().regex(/^[0-9+() -]{3,30}$/);

/** What the foot of every page says of the operator, and the privacy policy of who answers for personal data. */
export const contactSchema = z.strictObject({
  address: localized,
  phone,
  email: z.email().max(200),
  /** Their office and rank; the law asks for no name where the office is known (PIPA, article 30). */
  officer: z.strictObject({ title: localized, phone, email: z.email().max(200) }),
  /** Who processes personal data for the operator (PIPA, article 26): a company, and what it does. */
  processors: z
    .array(z.strictObject({ name: localized, work: localized }))
    .max(50)
    .default([]),
}) satisfies z.ZodType<SpaceContact>;

/** In the page's language. */
export function contactIn(contact: SpaceContact | null, language: Language) {
  if (!contact) return null;
  const say = (text: Localized) => text[language];
  const { address, phone, email, officer, processors } = contact;
  return {
    address: say(address),
    phone,
    email,
    officer: { ...officer, title: say(officer.title) },
    processors: processors.map(({ name, work }) => ({ name: say(name), work: say(work) })),
  };
}
