import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/components/button.tsx";

/** The way to one-touch polls, below what is of the whole space. */
export function QuickStrip() {
  const { t } = useTranslation("home");
  return (
    <section className="band slim" aria-labelledby="quick">
      <div className="inner">
        <div className="panel tinted quick-strip">
          <div>
            <h2 className="h-sub" id="quick">
              {t("quick.title")}
            </h2>
            <p className="muted">{t("quick.text")}</p>
          </div>
          <div className="cluster tight">
            <LinkButton look="secondary" size="medium" to="/q/new">
              {t("quick.make")}
            </LinkButton>
            <LinkButton look="tertiary" size="medium" to="/q">
              {t("quick.enter")}
            </LinkButton>
          </div>
        </div>
      </div>
    </section>
  );
}
