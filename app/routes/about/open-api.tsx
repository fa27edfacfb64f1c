import { useTranslation } from "react-i18next";
import { useSpacePath } from "#app/components/space-path.ts";

const LISTS = ["proposals", "duties", "rules", "events"] as const;

export function OpenApi() {
  const { t } = useTranslation("about");
  const within = useSpacePath();
  return (
    <section className="section" id="api" aria-labelledby="api-title">
      <h2 className="h-section" id="api-title">
        {t("api.title")}
      </h2>
      <div className="prose">
        <p>{t("api.lead")}</p>
        <ul>
          {LISTS.map((list) => (
            <li key={list}>
              <a href={within(`/api/v1/${list}`)}>
                <code>{within(`/api/v1/${list}`)}</code>
              </a>{" "}
              {t(`api.what.${list}`)}
            </li>
          ))}
        </ul>
      </div>
      <p className="about-links">
        <a className="text-link" href={within("/api/v1/openapi.json")}>
          {t("api.description")}
        </a>
      </p>
    </section>
  );
}
