import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Notice } from "#app/components/notice.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { PollPageData } from "./poll-page.server.ts";
import { ballotFormName } from "./use-ballot-saver.ts";

/** That somebody goes on from what they answered before, from where that comes, and the way to begin anew. */
export function DraftLine({ draft }: Pick<PollPageData, "draft">) {
  const { t } = useTranslation("ballot");
  const format = useFormat();
  if (!draft) return null;
  const { elsewhere, today, savedOn } = draft;
  const place = elsewhere ? "elsewhere" : "here";
  const saved = t(today ? `${place}Today` : place, { day: format.date(savedOn) });
  const rest = (
    <>
      <p>{saved}</p>
      <BeginAnew />
    </>
  );
  if (elsewhere) return <Notice title={t("resume")}>{rest}</Notice>;
  return <div className="small muted">{rest}</div>;
}

/** A new document: nothing that stands in the form stays there. */
function BeginAnew() {
  const { t } = useTranslation("ballot");
  const here = useMatterHere();
  return (
    <details className="fold">
      <summary>{t("beginAnew")}</summary>
      <Form method="post" action={`/polls/${here}`} reloadDocument className="stack">
        <input type="hidden" name="kept" value={ballotFormName(here)} />
        <p>{t("beginAnewText")}</p>
        <div>
          <Button look="secondary" size="medium" name="intent" value="anew">
            {t("beginAnewDo")}
          </Button>
        </div>
      </Form>
    </details>
  );
}
