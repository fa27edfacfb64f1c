import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { readProposalTexts } from "#app/demonstration/texts.ts";
import type { SearchDocument } from "#db/search-document.ts";

/** One line of a file of petitions, as `npm run import` reads them too. */
const petitionSchema = z.object({
  title: z.string().min(1),
  content: z.string(),
  begin: z.string(),
  num_agree: z.number().int().nonnegative(),
});
export type Petition = z.infer<typeof petitionSchema>;

const SHARED = join(import.meta.dirname, "../../../shared/data");

/** Petitions of JSON-lines files, gzipped or not; without files those of ../shared/data, or the demonstration's. */
export async function readPetitions(files: readonly string[]): Promise<Petition[]> {
  if (files.length === 0 && !existsSync(SHARED)) return demonstrationPetitions();
  const paths = files.length > 0 ? files : await filesOf(SHARED);
  const texts = await Promise.all(
    paths.map(async (path) => {
      const bytes = await readFile(path);
      return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
    }),
  );
  return texts
    .flatMap((text) => text.split("\n"))
    .filter((line) => line.trim() !== "")
    .map((line) => petitionSchema.parse(JSON.parse(line)));
}

async function demonstrationPetitions(): Promise<Petition[]> {
  const texts = await readProposalTexts();
  return texts.map(({ title, body, support }) => ({
    title: title.ko,
    content: body,
    begin: "2026-01-01",
    num_agree: support,
  }));
}

async function filesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => /\.jsonl(\.gz)?$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

const CATEGORIES = ["transport", "safety", "welfare", "culture", "environment"];
const DISTRICTS = [null, "north", "south", "east", "west"];

/** A petition as a document; what the files do not have (district, office) is dealt out in turn. */
export function documentOf(petition: Petition, id: number, spaceId: number): SearchDocument {
  return {
    kind: "proposal",
    id,
    spaceId,
    matterId: id,
    language: "ko",
    title: petition.title,
    otherTitles: "",
    text: petition.content,
    category: CATEGORIES[id % CATEGORIES.length] ?? "transport",
    district: DISTRICTS[id % DISTRICTS.length] ?? null,
    state: id % 3 === 0 ? "answered" : "gathering",
    office: null,
    year: Number(petition.begin.slice(0, 4)),
    publishedAt: new Date(`${petition.begin}T00:00:00+09:00`),
    supportCount: petition.num_agree,
  };
}
