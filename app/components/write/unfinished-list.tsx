import { Link } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import { listLocalDrafts } from "./local-draft.ts";

interface UnfinishedDraft {
  id: string;
  title: string;
  updatedAt: string;
}

interface UnfinishedListProps {
  drafts: readonly UnfinishedDraft[];
  /** Also list what only this browser has, of this owner and other than this draft. */
  owner: string;
  currentId: string;
}

/** To go on writing, before beginning anew. */
export function UnfinishedList({ drafts, owner, currentId }: UnfinishedListProps) {
  const { t } = useTranslation("write");
  const [here, setHere] = useState<UnfinishedDraft[]>([]);

  useEffect(() => {
    const kept = new Set([currentId, ...drafts.map(({ id }) => id)]);
    setHere(
      listLocalDrafts(owner)
        .filter(({ id }) => !kept.has(id))
        .map(({ id, title, at }) => ({ id, title, updatedAt: at })),
    );
  }, [owner, currentId, drafts]);

  if (drafts.length + here.length === 0) return null;
  return (
    <section className="panel tinted write-unfinished" aria-labelledby="unfinished">
      <h2 className="h-sub" id="unfinished">
        {t("unfinished.title")}
      </h2>
      <DraftLinks drafts={drafts} />
      {here.length > 0 && (
        <>
          <p className="small muted">{t("unfinished.here")}</p>
          <DraftLinks drafts={here} local />
        </>
      )}
    </section>
  );
}

export function DraftLinks({
  drafts,
  local = false,
}: {
  drafts: readonly UnfinishedDraft[];
  local?: boolean;
}) {
  const { t } = useTranslation("write");
  const format = useFormat();
  return (
    <ul className="link-rows">
      {drafts.map(({ id, title, updatedAt }) => (
        <li key={id}>
          {/* A new document: the editor begins with that draft and not with what stands in it now. */}
          <Link to={local ? `/proposals/new?draft=${id}` : `/drafts/${id}`} reloadDocument={local}>
            {title || t("unfinished.untitled")}
          </Link>
          <span className="small muted">{t("unfinished.savedAt", { time: format.dateTime(updatedAt) })}</span>
        </li>
      ))}
    </ul>
  );
}
