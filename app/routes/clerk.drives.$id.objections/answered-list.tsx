import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { ClerkDriveView } from "#app/domain/kinds/drive/clerk-drive-view.ts";

interface AnsweredListProps {
  objections: ClerkDriveView["objections"];
  /** By id; undefined: the texts were not asked for. */
  texts: ReadonlyMap<number, { body: string | null; answer: string | null }> | undefined;
}

/** What was decided; what was said is shown to who asked for it. */
export function AnsweredList({ objections, texts }: AnsweredListProps) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  if (objections.length === 0) return null;
  return (
    <section aria-labelledby="answered">
      <h2 className="h-section" id="answered">
        {t("objections.answered")} <span className="muted numeric">{format.number(objections.length)}</span>
      </h2>
      <ul className="stack">
        {objections.map(({ id, by, madeAt, upheld, struck }) => {
          const said = texts?.get(id);
          return (
            <li key={id} className="panel stack tight">
              <p className="small muted">
                {by} · {format.date(madeAt)}
              </p>
              {said?.body && (
                <p className="article-text" dir="auto">
                  {said.body}
                </p>
              )}
              <div className="objection-answer stack tight">
                <p>
                  <Badge tone={upheld ? "warning" : "gray"}>
                    {t(`objections.${upheld ? "upheld" : "rejected"}`)}
                  </Badge>{" "}
                  {struck > 0 &&
                    t("objections.struckCount", { count: struck, amount: format.number(struck) })}
                </p>
                {said?.answer && (
                  <p className="article-text" dir="auto">
                    {said.answer}
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
