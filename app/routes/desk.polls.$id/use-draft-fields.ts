import { useTranslation } from "react-i18next";
import type { FieldFault } from "#app/domain/errors.ts";
import { briefPicture, type PollFields, pagesOf } from "#app/doors/poll-fields.ts";

type Control = { id: string; label: string };

/** The parts of a question by their names in the contract: the field of each, and what it is called. */
const QUESTION_PARTS = {
  title: { field: "title", label: "question.title" },
  type: { field: "type", label: "question.type" },
  help: { field: "help", label: "question.help" },
  required: { field: "required", label: "question.required" },
  min: { field: "min", label: "question.min" },
  max: { field: "max", label: "question.max" },
  unit: { field: "unit", label: "question.unit" },
  choices: { field: "choices", label: "question.choices" },
  drawnOrder: { field: "drawn", label: "question.drawn" },
  low: { field: "low", label: "question.low" },
  high: { field: "high", label: "question.high" },
  question: { field: "when", label: "question.when" },
  is: { field: "is", label: "question.is" },
} as const;

/** The parts of the poll itself: most have a field of their own name. */
const OWN_PARTS = {
  title: { field: "title", label: "field.title" },
  summary: { field: "summary", label: "field.summary" },
  purpose: { field: "purpose", label: "field.purpose" },
  category: { field: "category", label: "field.category" },
  district: { field: "district", label: "field.district" },
  opensAt: { field: "opensAt", label: "field.opensAt" },
  closesAt: { field: "closesAt", label: "field.closesAt" },
  results: { field: "results", label: "field.results" },
  mayChange: { field: "mayChange", label: "field.mayChange" },
  leaderboard: { field: "leaderboard", label: "field.leaderboard" },
  opinionMap: { field: "opinionMap", label: "field.opinionMap" },
  who: { field: "who", label: "field.who" },
  "who.residents": { field: "who", label: "field.who" },
  "who.districts": { field: "who", label: "field.who" },
  "who.minAge": { field: "minAge", label: "field.minAge" },
  "who.maxAge": { field: "maxAge", label: "field.maxAge" },
  "who.roll": { field: "roll", label: "field.roll" },
  documents: { field: "documents", label: "field.documents" },
  gifts: { field: "gifts", label: "field.gifts" },
  related: { field: "related", label: "field.related" },
  video: { field: "video.url", label: "field.videoUrl" },
  "video.url": { field: "video.url", label: "field.videoUrl" },
  "video.title": { field: "video.title", label: "field.videoTitle" },
  "video.transcript": { field: "video.transcript", label: "field.transcript" },
} as const;

const LANGUAGES = ["ko", "en", "ja"] as const;

const isKey = <T extends object>(parts: T, name: string): name is Extract<keyof T, string> =>
  Object.hasOwn(parts, name);

/** Where what is said to be wrong with a draft stands in its form, and what that is called, by the names of the contract. */
export function useDraftFields(faults: readonly FieldFault[], fields: PollFields): Record<string, Control> {
  const { t } = useTranslation("polling");
  const pages = pagesOf(fields);
  const inWords = (label: string, language: (typeof LANGUAGES)[number] | undefined) =>
    language ? t("in", { label, language: t(`language.${language}`) }) : label;

  const ofPicture = (language: (typeof LANGUAGES)[number] | undefined) => inWords(t("picture.alt"), language);

  const ofQuestion = (place: number, path: string[], language: (typeof LANGUAGES)[number] | undefined) => {
    const of = t("question.number", { number: place + 1 });
    if (path.includes("picture")) {
      const choice = t("question.part", { of, part: t("question.choice", { number: Number(path[1]) + 1 }) });
      return { id: "pictures", label: t("question.part", { of: choice, part: ofPicture(language) }) };
    }
    const name = path.findLast((one) => isKey(QUESTION_PARTS, one) && one !== "title") ?? path[0] ?? "title";
    const part = isKey(QUESTION_PARTS, name) ? QUESTION_PARTS[name] : QUESTION_PARTS.title;
    const at = name === "choices" && path[1] !== undefined ? Number(path[1]) + 1 : undefined;
    const label = at === undefined ? t(part.label) : t("question.choice", { number: at });
    const isSaid = ["title", "help", "unit", "choices", "low", "high"].includes(part.field);
    return {
      id: `q.${place}.${part.field}${isSaid ? `.${language ?? "ko"}` : ""}`,
      label: t("question.part", { of, part: inWords(label, language) }),
    };
  };

  const controlOf = (field: string): Control | undefined => {
    const whole = field.split(".");
    const language = LANGUAGES.find((one) => one === whole.at(-1));
    const path = language ? whole.slice(0, -1) : whole;
    const [root = "", first = "", part = "", ...rest] = path;
    if (field === "ko") return { id: "correction.ko", label: t("correction.text") };
    // A picture that is being added; then what is said of one that is there.
    if (field === "picture") return { id: "poll-picture", label: t("picture.field") };
    if (field === "pictureOf") return { id: "pictureOf", label: t("picture.where") };
    if (root === "alt") return { id: `alt.${language ?? "ko"}`, label: inWords(t("picture.alt"), language) };
    if (root === "pages") {
      const page = pages[Number(first)];
      const place = page?.places[Number(rest[0])];
      if (part === "questions" && place !== undefined) return ofQuestion(place, rest.slice(1), language);
      if (part === "title" && page)
        return {
          id: `p.${page.page}.title.${language ?? "ko"}`,
          label: inWords(t("page.title", { number: page.page }), language),
        };
      return { id: "q.0.title.ko", label: t("part.questions") };
    }
    if (root === "briefs" && first !== "") {
      const name = part === "body" ? "body" : "title";
      const of = t("brief.number", { number: Number(first) + 1 });
      if (part === "picture")
        return {
          id: `${briefPicture(Number(first))}.alt.${language ?? "ko"}`,
          label: t("question.part", { of, part: ofPicture(language) }),
        };
      return {
        id: `b.${first}.${name}.${language ?? "ko"}`,
        label: t("question.part", { of, part: inWords(t(`brief.${name}`), language) }),
      };
    }
    if (root === "briefs") return { id: "b.0.title.ko", label: t("part.background") };
    if (root === "documents" && first !== "")
      return { id: "documents", label: t("field.document", { number: Number(first) + 1 }) };
    const name = [path.slice(0, 2).join("."), root].find((one) => isKey(OWN_PARTS, one));
    if (name === undefined || !isKey(OWN_PARTS, name)) return undefined;
    const own = OWN_PARTS[name];
    const isSaid = ["title", "summary", "video.title", "video.transcript"].includes(own.field);
    return {
      id: isSaid ? `${own.field}.${language ?? "ko"}` : own.field,
      label: inWords(t(own.label), language),
    };
  };

  return Object.fromEntries(
    faults.flatMap(({ field }) => {
      const control = controlOf(field);
      return control ? [[field, control]] : [];
    }),
  );
}
