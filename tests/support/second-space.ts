import { setUpSpace, spaceFileSchema } from "#app/domain/setup/set-up-space.ts";
import { type Directory, readDirectory } from "#app/domain/space/directory.ts";
import { DEFAULT_RULE_SET } from "#app/domain/threshold/publish-rules.ts";
import type { Database } from "#db/client.ts";

/** An apartment complex: offices, a head and rules of its own; one category has no office, and none has a statute. */
export const HAETSAL = spaceFileSchema.parse({
  code: "haetsal",
  kind: "apartment",
  name: { ko: "햇살마을", en: "Haetsal Village", ja: "ヘッサル団地" },
  offices: [
    {
      code: "management",
      kind: "administration",
      name: { ko: "관리사무소", en: "Management Office", ja: "管理事務所" },
      email: "office@haetsal.example",
    },
    {
      code: "facilities",
      kind: "department",
      name: { ko: "시설팀", en: "Facilities Team", ja: "施設チーム" },
      email: "facilities@haetsal.example",
    },
    {
      code: "chair",
      kind: "head",
      name: { ko: "입주자대표회장", en: "Chair of the Residents' Council", ja: "入居者代表会長" },
    },
  ],
  categories: [
    { code: "facilities", name: { ko: "시설", en: "Facilities", ja: "施設" }, office: "facilities" },
    { code: "living", name: { ko: "생활", en: "Living", ja: "生活" } },
  ],
  rules: {
    note: "햇살마을 기준 · Haetsal's own · ヘッサルの基準",
    openDays: 20,
    rules: [
      {
        code: "office-reply",
        matterKind: "proposal",
        measure: "agreements",
        threshold: 3,
        consequence: "department-reply",
        days: 7,
      },
      {
        code: "forum",
        matterKind: "proposal",
        measure: "agreements",
        threshold: 4,
        consequence: "forum",
        days: 14,
      },
      {
        code: "head-reply",
        matterKind: "forum",
        measure: "participants",
        threshold: 3,
        consequence: "mayor-reply",
        days: 10,
      },
    ],
  },
});

/** Sets it up beside the city of the database: its addresses begin with /s/haetsal. */
export async function setUpHaetsal(db: Database, now = new Date("2026-01-06T00:00:00Z")): Promise<Directory> {
  await setUpSpace(db, HAETSAL, DEFAULT_RULE_SET, now);
  const directory = await readDirectory(db, HAETSAL.code);
  if (!directory) throw new Error("The second space cannot be read.");
  return directory;
}
