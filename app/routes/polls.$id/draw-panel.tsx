import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useMatterHere } from "#app/components/matter-here.ts";
import { useFormat } from "#app/components/use-format.ts";
import type { DrawView } from "#app/domain/kinds/poll/read-draw.ts";

/** That gifts are drawn among those who take part, and how far that is. */
export function DrawPanel({ draw, gift }: { draw: DrawView; gift: string | null }) {
  const here = useMatterHere();
  const { t } = useTranslation("polls");
  const format = useFormat();
  const count = draw.gifts.reduce((sum, one) => sum + one.count, 0);
  return (
    <section className="panel stack tight" aria-labelledby="draw">
      <h2 className="h-sub" id="draw">
        {t("draw.title")}
      </h2>
      {gift !== null && <p>{t("draw.won", { gift })}</p>}
      <p>
        {draw.gifts.map(({ name, count: many }) => `${name} × ${format.number(many)}`).join(", ")}.{" "}
        {t(`draw.${draw.state}`, { count, amount: format.number(count) })}
      </p>
      <p>
        <Link className="text-link" to={`/polls/${here}/draw`}>
          {t("draw.more")}
        </Link>
      </p>
    </section>
  );
}
