import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ArrowRightIcon } from "#app/components/icons.tsx";

interface HomeSectionProps {
  id: "hot" | "closest" | "drives" | "polls" | "votes" | "answered" | "owed" | "forums";
  /** Where there is more of it. */
  more: string;
  tinted?: boolean;
  children: ReactNode;
}

/** One band of the home page, with the way to all of what it shows. */
export function HomeSection({ id, more, tinted = false, children }: HomeSectionProps) {
  const { t } = useTranslation("home");
  return (
    <section className={tinted ? "band tinted" : "band"} aria-labelledby={id}>
      <div className="inner">
        <div className="section-head">
          <div>
            <h2 className="h-section" id={id}>
              {t(`${id}.title`)}
            </h2>
            <p className="muted">{t(`${id}.lead`)}</p>
          </div>
          <Link className="text-link" to={more}>
            {t(`${id}.more`)}
            <ArrowRightIcon size={18} />
          </Link>
        </div>
        {children}
      </div>
    </section>
  );
}
