import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, type MetaFunction, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { InputField } from "#app/components/field.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { TextGroups } from "#app/components/poll/text-groups.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { isUuid } from "#app/domain/input.ts";
import { readPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { readTexts } from "#app/domain/kinds/poll/read-results.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPage } from "#app/doors/page.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";

await loadTexts("polled");

const PAGE_SIZE = 30;
const LONGEST_WORDS = 100;

/** What people wrote to a question: those that say nearly the same one after the other, none left out. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  const { portal, directory, language } = context;
  const id = await matterParam(args);
  const { searchParams } = new URL(request.url);
  const words = (searchParams.get("q") ?? "").trim().slice(0, LONGEST_WORDS);
  const question = params.question ?? "";
  const asked = { question, words: words || undefined, after: afterOf(searchParams.get("cursor")) };
  const spaceId = directory.space.id;
  const [poll, texts] = await readPage(() =>
    Promise.all([
      readPoll(portal.db, spaceId, id, language, portal.clock.now()),
      readTexts(portal.db, spaceId, id, asked, PAGE_SIZE),
    ]),
  );
  const title = poll.pages.flatMap((page) => page.questions).find((one) => one.id === question)?.title ?? "";
  return {
    poll: { title: poll.title },
    question: title,
    words,
    items: texts.items,
    groups: texts.groups,
    found: texts.found,
    different: texts.different,
    next: texts.next && `${texts.next.likeness}.${texts.next.id}`,
    meta: { title, description: poll.title, robots: "noindex" },
  };
}

/** Where the page before ended; what an address says wrongly counts as not said. */
function afterOf(cursor: string | null) {
  const [likeness = "", id] = cursor?.split(".") ?? [];
  return /^\d{1,10}$/.test(likeness) && Number(likeness) < 2 ** 31 && isUuid(id)
    ? { likeness: Number(likeness), id }
    : undefined;
}

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function Texts() {
  const { t } = useTranslation("polls");
  const here = useMatterHere();
  const format = useFormat();
  const { poll, question, words, items, groups, found, different, next } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <PageHeader
        title={question}
        crumbs={[
          { label: t("title"), to: "/polls" },
          { label: poll.title, to: `/polls/${here}` },
          { label: t("results.crumb"), to: `/polls/${here}/results` },
          { label: t("texts.crumb") },
        ]}
        lead={t("texts.lead")}
      />
      <Form method="get" className="panel poll-search">
        <InputField name="q" label={t("texts.search")} defaultValue={words} maxLength={LONGEST_WORDS} />
        <Button look="secondary" size="medium">
          {t("texts.find")}
        </Button>
      </Form>
      {words === "" && groups.length > 0 && (
        <section className="section" aria-labelledby="groups">
          <h2 className="h-section" id="groups">
            {t("texts.most")}
          </h2>
          <TextGroups groups={groups} />
        </section>
      )}
      <section className="section stack" aria-labelledby="all">
        <h2 className="h-section" id="all">
          {t(words ? "texts.found" : "texts.all", { words })}
        </h2>
        <p className="small muted" role="status">
          {t("texts.counted", { count: found, amount: format.number(found) })}{" "}
          {words === "" && t("texts.groups", { count: different, amount: format.number(different) })}
        </p>
        {items.length === 0 ? (
          <EmptyState
            title={t("texts.none")}
            action={
              <LinkButton look="secondary" to={`/polls/${here}/results`}>
                {t("texts.back")}
              </LinkButton>
            }
          />
        ) : (
          <ul className="poll-texts">
            {items.map(({ id, body }) => (
              <li key={id} className="opinion-body" dir="auto">
                {body}
              </li>
            ))}
          </ul>
        )}
      </section>
      <Pagination next={next} />
    </div>
  );
}
