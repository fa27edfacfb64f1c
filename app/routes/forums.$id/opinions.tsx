import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import type { ForumAnswer } from "#app/components/forum/opinion-form.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import type { OpinionView } from "#app/domain/kinds/forum/read-forum.ts";
import type { Stance } from "#db/tables/forum.ts";
import type { ForumPageData } from "./forum-page.server.ts";
import { OpinionItem } from "./opinion-item.tsx";

type Order = "helpful" | "newest";

interface OpinionsProps {
  forum: ForumPageData;
  opinions: {
    items: readonly OpinionView[];
    next: string | null;
    /** null: all of them. */
    stance: Stance | null;
    order: Order;
    atStart: boolean;
  };
  replyLimit: number;
  answer: ForumAnswer | undefined;
}

const STANCES = [null, "for", "against", "other"] as const;
const ORDERS = ["helpful", "newest"] as const;

/** The opinions by stance and order; each view has its address. */
export function Opinions({ forum, opinions, replyLimit, answer }: OpinionsProps) {
  const here = useMatterHere();
  const { t } = useTranslation("forum");
  const { t: common } = useTranslation();
  const { stance, order, items, next } = opinions;
  const { stances } = forum;
  const address = (wanted: { stance: Stance | null; order: Order }) => {
    const query = new URLSearchParams();
    if (wanted.stance) query.set("stance", wanted.stance);
    if (wanted.order === "newest") query.set("order", wanted.order);
    return `/forums/${here}${query.size > 0 ? `?${query}` : ""}`;
  };
  const count = (which: Stance | null) =>
    which === null ? stances.for + stances.against + stances.other : stances[which];
  return (
    <section className="section" id="opinions" aria-labelledby="opinions-heading">
      <div className="section-head">
        <h2 className="h-section" id="opinions-heading">
          {t("opinions.heading")}
        </h2>
        <nav className="order-links" aria-label={t("opinions.order")}>
          <ul>
            {ORDERS.map((candidate) => (
              <li key={candidate}>
                <Link
                  to={address({ stance, order: candidate })}
                  aria-current={candidate === order ? "true" : undefined}
                  preventScrollReset
                >
                  {t(`opinions.by.${candidate}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <Tabs
        label={t("opinions.tabs")}
        items={STANCES.map((candidate) => ({
          to: address({ stance: candidate, order }),
          label: candidate === null ? common("filter.all") : common(`stance.${candidate}`),
          count: count(candidate),
          current: candidate === stance,
        }))}
      />
      {items.length === 0 ? (
        <EmptyState title={t("opinions.empty")}>{forum.open && t("opinions.emptyText")}</EmptyState>
      ) : (
        <ol className="opinions">
          {items.map((opinion) => (
            <li key={opinion.id} id={`opinion-${opinion.id}`}>
              <OpinionItem
                opinion={opinion}
                open={forum.open}
                replyLimit={replyLimit}
                answer={Number(answer?.typed.opinion) === opinion.id ? answer : undefined}
              />
            </li>
          ))}
        </ol>
      )}
      <Pagination next={next} />
    </section>
  );
}
