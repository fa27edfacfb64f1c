import type { DriveView } from "#app/domain/kinds/drive/read-drive.ts";
import { drawMap } from "#app/domain/place/drawing.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import type { Language } from "#db/tables/language.ts";

/** A drive as its page shows it, in the reader's language: labels for codes, and only what is shown. */
export function drivePageOf(view: DriveView, directory: Directory, language: Language) {
  const labels = labelsOf(directory, language);
  const { statute, formula, milestones, districts, draft, representatives, translation, ...rest } = view;
  const order = directory.districts.map(({ code }) => code);
  return {
    ...rest,
    title: translation?.title ?? view.title,
    summary: translation?.summary ?? draft.summary,
    /** The language that the text was written in, when it is not the page's. */
    foreign: view.language === language ? null : { lang: view.language, title: view.title },
    translated: translation !== null,
    category: labels.category(view.category),
    kind: {
      code: statute.code,
      name: statute.name[language],
      article: statute.article,
      certification: statute.certification,
    },
    subject: statute.subject,
    resident: statute.eligibility.resident,
    request: view.requestName?.[language] ?? null,
    requestName: undefined,
    target: view.targetName?.[language] ?? draft.target,
    targetName: undefined,
    // Names are given masked, as everywhere: the certificate that names them is the clerk's to show.
    representatives,
    draft: {
      summary: draft.summary,
      reasons: draft.reasons,
      costs: draft.costs,
      articles: draft.articles,
    },
    formula: formula && { ...formula, className: formula.className?.[language] ?? null },
    milestones: milestones.map((milestone) => ({ ...milestone, name: milestone.name?.[language] ?? null })),
    districts: {
      ...districts,
      drawing: directory.map && drawMap(directory.map),
      districts: districts.districts
        .toSorted((a, b) => order.indexOf(a.code) - order.indexOf(b.code))
        .map((district) => ({ ...district, name: labels.district(district.code) ?? district.code })),
    },
    offices: labels.offices,
    // The law of the drive itself, not today's.
    keepData: statute.keepData,
  };
}

export type DrivePageData = ReturnType<typeof drivePageOf>;
