import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";

/** Surveys that the person is half-way through, before all that is done. */
export function BegunPolls({ polls }: { polls: readonly { id: number; title: string; closesAt: string }[] }) {
  const { t } = useTranslation("ballot");
  const format = useFormat();
  if (polls.length === 0) return null;
  return (
    <section className="panel tinted own-drafts" aria-labelledby="begun-polls">
      <h2 className="h-sub" id="begun-polls">
        {t("own.title")}
      </h2>
      <ul className="link-rows">
        {polls.map(({ id, title, closesAt }) => (
          <li key={id}>
            <Link to={`/polls/${id}#ballot`} dir="auto">
              {title}
            </Link>
            <span className="small muted">{t("own.until", { date: format.dateTime(closesAt) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
