import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useMatterHere } from "#app/components/matter-here.ts";
import { useSpacePath } from "#app/components/space-path.ts";
import { useFormat } from "#app/components/use-format.ts";
import type { DrawView } from "#app/domain/kinds/poll/read-draw.ts";

/** How it is drawn, step by step, what nobody can steer and what remains, and how to do it again. */
export function How({ draw: { state, numbers, head } }: { draw: DrawView }) {
  const here = useMatterHere();
  const { t } = useTranslation("draw");
  const format = useFormat();
  const within = useSpacePath();
  return (
    <section className="section stack" aria-labelledby="how">
      <h2 className="h-section" id="how">
        {t("how.title")}
      </h2>
      <div className="prose">
        <ol>
          <li>{t("how.numbers")}</li>
          <li>{t("how.head")}</li>
          <li>{t("how.order")}</li>
        </ol>
      </div>
      <p>{t("how.choices")}</p>
      <p>{t("how.limits")}</p>
      <dl className="facts">
        <dt>{t("how.among")}</dt>
        <dd>
          {numbers === null
            ? t("how.notFixed")
            : t("how.count", { count: numbers, amount: format.number(numbers) })}
        </dd>
        <dt>{t("how.by")}</dt>
        <dd>
          {head ? (
            <>
              {t("how.size", { size: format.number(head.size) })}
              <br />
              <code className="ledger-hash">{head.root}</code>
            </>
          ) : (
            t("how.noHead")
          )}
        </dd>
      </dl>
      {state !== "before" && (
        <p className="cluster">
          <a className="text-link" href={within(`/api/v1/polls/${here}/draw`)}>
            {t("how.list")}
          </a>
          <a className="text-link" href="/check-ledger.py">
            {t("how.script")}
          </a>
          <Link className="text-link" to="/ledger/witnesses">
            {t("how.witnesses")}
          </Link>
        </p>
      )}
    </section>
  );
}
