import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useMatterHere } from "#app/components/matter-here.ts";

interface AuthorToolsProps {
  mayEdit: boolean;
}

/** What an author can do with their own open proposal. */
export function AuthorTools({ mayEdit }: AuthorToolsProps) {
  const here = useMatterHere();
  const { t } = useTranslation("proposals");
  return (
    <section className="panel tinted author-tools no-print" aria-labelledby="author-heading">
      <h2 className="h-sub" id="author-heading">
        {t("author.heading")}
      </h2>
      <p className="small muted">{t(mayEdit ? "author.editable" : "author.fixed")}</p>
      <ul>
        {mayEdit && (
          <li>
            <Link className="text-link" to={`/proposals/${here}/edit`}>
              {t("author.edit")}
            </Link>
          </li>
        )}
        <li>
          <Link className="text-link" to={`/proposals/${here}/supplements`}>
            {t("author.supplement")}
          </Link>
        </li>
        <li>
          <Link className="text-link" to={`/proposals/${here}/withdraw`}>
            {t("author.withdraw")}
          </Link>
        </li>
      </ul>
    </section>
  );
}
