import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { useRefusal } from "#app/components/use-refusal.ts";
import { parseId } from "#app/domain/input.ts";
import { changeWords, readWords } from "#app/domain/search/words.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { StopWords } from "./stop-words.tsx";
import { SynonymGroups } from "./synonym-groups.tsx";

await loadTexts("office");

const PATH = "/operator/search-words";

/** The words by which search knows what people mean: synonyms, and words that say nothing. */
export function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  return readPageAs(args, { permission: "search-words.edit" }, async () => {
    const { portal, directory, language } = context;
    const { searchParams } = new URL(request.url);
    const { groups, stopWords } = await readWords(portal.db, directory.space.id);
    const t = translator(language, directory.space.kind);
    return {
      groups: groups.map(({ id, words }) => ({ id, words })),
      stopWords,
      /** The group whose form is open. */
      editing: parseId(searchParams.get("edit") ?? undefined) ?? null,
      done: searchParams.has("done"),
      meta: { title: t("operator:words.title"), description: t("operator:words.lead") },
    };
  });
}

export function action(args: ActionFunctionArgs) {
  const { context } = args;
  return writePage(
    args,
    { permission: "search-words.edit", limit: "text", returnTo: PATH },
    async ({ form, now }) => {
      const fields = textFields(form);
      await changeWords(context.portal.db, context.directory.space.id, fields, now);
      return redirect(`${PATH}?done=1${fields.intent?.endsWith("stop-words") ? "#stop-words" : ""}`);
    },
  );
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function SearchWords() {
  const { t } = useTranslation("operator");
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { groups, stopWords, done } = page;
  const typed = answer?.typed ?? {};
  // What was typed stays where it was typed: a refused change keeps its row open.
  const changing = typed.intent === "change-group" ? (parseId(typed.group) ?? null) : null;
  const editing = changing ?? page.editing;
  const { summary, errorsOf } = useRefusal(answer?.refused, {
    words: { id: changing === null ? "new-group" : `group-${changing}`, label: t("words.group") },
    stopWords: { id: "new-stop-words", label: t("words.stopWord") },
  });
  const errors = errorsOf("words");
  return (
    <div className="page-narrow">
      <PageHeader title={t("words.title")} lead={t("words.lead")} crumbs={[{ label: t("words.title") }]} />
      <ErrorSummary errors={summary} />
      {done && !answer && <Notice tone="success" live title={t("words.done")} />}
      <SynonymGroups
        groups={groups}
        editing={editing}
        changed={changing !== null}
        typed={typed.words}
        errors={errors}
      />
      <StopWords words={stopWords} typed={typed.stopWords} errors={errorsOf("stopWords")} />
    </div>
  );
}
