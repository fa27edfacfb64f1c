import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  type MetaFunction,
  useActionData,
  useLoaderData,
} from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useMatterHere } from "#app/components/matter-here.ts";
import { PageHeader } from "#app/components/page-header.tsx";
import { metaOfPage } from "#app/components/page-meta.ts";
import { TextFixed } from "#app/components/proposal/text-fixed.tsx";
import { type Reached, reachServer } from "#app/components/write/reach-server.ts";
import { parseInput } from "#app/domain/input.ts";
import { changeText } from "#app/domain/kinds/proposal/author-acts.ts";
import {
  BODY_LIMITS,
  proposalMarked,
  proposalSchema,
  TITLE_LIMITS,
} from "#app/domain/kinds/proposal/schema.ts";
import { placeText } from "#app/domain/place/point.ts";
import { textMark } from "#app/domain/seen-text.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPageAs, textFields, writePage } from "#app/doors/page.ts";
import { readOwnProposal } from "#app/doors/pages/own-proposal.ts";
import { placeMapOf } from "#app/doors/pages/place-choice.ts";
import { loadTexts } from "#app/i18n/load-texts.ts";
import { translator } from "#app/i18n/server.ts";
import { EditForm } from "./edit-form.tsx";

await loadTexts("supporter", "author");

/** The text of one's own proposal, as long as nobody else has agreed with it. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args;
  return readPageAs(args, { permission: "proposal.publish" }, async (who) => {
    const { directory, language } = context;
    const proposal = await readOwnProposal(context, who, await matterParam(args));
    const { id, title, body, category, district, place, state, reader, updatedAt } = proposal;
    const choices = (items: { code: string; name: Record<typeof language, string> }[]) =>
      items.map(({ code, name }) => ({ value: code, label: name[language] }));
    const t = translator(language, directory.space.kind);
    return {
      meta: { title: t("proposals:edit.title"), description: t("proposals:edit.lead") },
      id,
      title,
      state,
      mayEdit: reader.mayEdit,
      text: { title, body, category, district: district ?? "", place: placeText(place) },
      map: placeMapOf(context),
      savedAt: updatedAt,
      seen: textMark(proposalMarked({ title, body, category, district }, place)),
      categories: choices(directory.categories),
      districts: choices(directory.districts),
      limits: { title: TITLE_LIMITS.max, body: BODY_LIMITS.max },
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  const { request, params, context } = args;
  const id = await matterParam(args);
  return writePage(
    { request, context },
    { permission: "proposal.publish", limit: "text" },
    async ({ viewer, form, now }) => {
      const fields = textFields(form);
      // `overwrite:MARK`, of the text that another window saved and this one has been shown.
      const [intent, mark] = (fields.intent ?? "save").split(":");
      const seen = intent === "overwrite" ? (mark ?? "") : fields.seen;
      const input = parseInput(proposalSchema(context.directory), fields);
      await changeText(context.portal.db, context.directory.space.id, id, viewer.personId, input, now, seen);
      return redirect(`/proposals/${params.id}?done=edited`);
    },
  );
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  reachServer(serverAction<typeof action>);

export { revalidateAfterConflict as shouldRevalidate } from "#app/components/revalidate.ts";

export const meta: MetaFunction<typeof loader> = metaOfPage;

export default function EditProposal() {
  const here = useMatterHere();
  const { t } = useTranslation("proposals");
  const { id, title, state, mayEdit, ...form } = useLoaderData<typeof loader>();
  const answer = useActionData<Reached<typeof action>>();
  return (
    <div className="page-narrow">
      <PageHeader
        title={t("edit.title")}
        lead={t("edit.lead")}
        crumbs={[
          { label: t("title"), to: "/proposals" },
          { label: title, to: `/proposals/${here}` },
          { label: t("edit.title") },
        ]}
      />
      {/* Somebody may agree while it is being changed: then the form stays, with what was typed in it. */}
      {mayEdit || answer ? <EditForm answer={answer} {...form} /> : <TextFixed open={state === "open"} />}
    </div>
  );
}
