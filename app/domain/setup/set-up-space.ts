import { z } from "zod";
import { insertDefaultWords } from "#app/domain/search/words.ts";
import { contactSchema } from "#app/domain/space/contact.ts";
import { HEAD_KINDS, OFFICE_KINDS, SPACE_KINDS } from "#app/domain/space/kinds.ts";
import { publishRules, type RuleSetInput, ruleSetSchema } from "#app/domain/threshold/publish-rules.ts";
import { findDebtors, isOwed } from "#app/domain/threshold/who-owes.ts";
import { DEFAULT_LANGUAGE, LANGUAGES } from "#app/i18n/settings.ts";
import type { Database } from "#db/client.ts";
import { insertCategories, insertDistricts, insertOffices, insertSpace } from "#db/queries/spaces.ts";
import { inTransaction } from "#db/transaction.ts";

const code = z.string().regex(/^[a-z0-9-]{1,40}$/);
const localized = z.strictObject({ ko: z.string().min(1), en: z.string().min(1), ja: z.string().min(1) });

const codesOnce = (rows: { code: string }[]) => new Set(rows.map((row) => row.code)).size === rows.length;
const ONCE = { error: "each code may stand once" };

/** A space as a file describes it: `npm run setup -- space.json`, and the demonstration's db/seed/city.json. */
export const spaceFileSchema = z
  .strictObject({
    code,
    kind: z.enum(SPACE_KINDS).default("city"),
    name: localized,
    /** In which its offices get their letters. */
    language: z.enum(LANGUAGES).default(DEFAULT_LANGUAGE),
    contact: contactSchema.nullable().default(null),
    districts: z
      .array(z.strictObject({ code, name: localized }))
      .refine(codesOnce, ONCE)
      .default([]),
    offices: z
      .array(
        z.strictObject({
          code,
          kind: z.enum(OFFICE_KINDS),
          name: localized,
          email: z.email().nullable().default(null),
        }),
      )
      .refine(codesOnce, ONCE)
      .refine((offices) => offices.filter(({ kind }) => HEAD_KINDS.includes(kind)).length <= 1, {
        error: "there may be one office of kind mayor or head at most",
      })
      .default([]),
    categories: z
      .array(
        z.strictObject({
          code,
          name: localized,
          /** Null: what a department owes about it falls to the administration, else to the head. */
          office: code.nullable().default(null),
        }),
      )
      .min(1)
      .refine(codesOnce, ONCE),
    rules: ruleSetSchema.optional(),
  })
  .superRefine(({ kind, offices, categories }, context) => {
    if (kind !== "city" && offices.some((office) => office.kind === "mayor"))
      context.addIssue({ code: "custom", path: ["offices"], message: "only a city has a mayor: use head" });
    for (const [index, { office }] of categories.entries()) {
      if (office === null || offices.some((one) => one.code === office)) continue;
      const message = `there is no office ${office}`;
      context.addIssue({ code: "custom", path: ["categories", index, "office"], message });
    }
  });

export type SpaceFile = z.output<typeof spaceFileSchema>;

/**
 * Sets up a space with its districts, offices, categories, first rules and search words, whole or not at all.
 * Without rules of its own it gets those of the defaults that somebody there can owe.
 *
 * @param options.demonstration whether the people of the first space are made up; a further one is as the first is
 * @returns its id
 * @throws an error that says so when there is a space of that code
 */
export function setUpSpace(
  db: Database,
  file: SpaceFile,
  defaultRules: RuleSetInput,
  now: Date,
  { demonstration = false }: { demonstration?: boolean } = {},
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const spaceId = await insertSpace(tx, {
      code: file.code,
      kind: file.kind,
      name: JSON.stringify(file.name),
      language: file.language,
      contact: file.contact && JSON.stringify(file.contact),
      created_at: now,
      demonstration,
    });
    if (spaceId === undefined) throw new Error(`There is a space ${file.code} already.`);
    await insertDistricts(
      tx,
      file.districts.map((district, position) => ({
        space_id: spaceId,
        code: district.code,
        name: JSON.stringify(district.name),
        position,
      })),
    );
    const offices = await insertOffices(
      tx,
      file.offices.map((office) => ({ ...office, space_id: spaceId, name: JSON.stringify(office.name) })),
    );
    const officeIds = new Map(offices.map((office) => [office.code, office.id]));
    await insertCategories(
      tx,
      file.categories.map((category, position) => ({
        space_id: spaceId,
        code: category.code,
        name: JSON.stringify(category.name),
        position,
        office_id: category.office === null ? null : (officeIds.get(category.office) ?? null),
      })),
    );
    const debtors = await findDebtors(tx, spaceId);
    const owable = defaultRules.rules.filter((rule) => isOwed(rule, debtors));
    await publishRules(tx, spaceId, file.rules ?? { ...defaultRules, rules: owable }, now);
    await insertDefaultWords(tx, spaceId, now);
    return spaceId;
  });
}
