import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import type { ForumAnswer } from "#app/components/forum/opinion-form.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { OpinionView } from "#app/domain/kinds/forum/read-forum.ts";
import { Arguments } from "./arguments.tsx";
import type { ForumPageData, ListOfOpinions, OpinionsData } from "./forum-page.server.ts";
import type { LastVisit } from "./last-visit.ts";
import { OpinionItem } from "./opinion-item.tsx";
import { opinionsPath } from "./opinions-path.ts";

export interface OpinionsProps {
  forum: ForumPageData;
  opinions: OpinionsData;
  visit: LastVisit;
  replyLimit: number;
  answer: ForumAnswer | undefined;
}

const LISTS = [null, "for", "against", "other", "all"] as const satisfies readonly (ListOfOpinions | null)[];
const ORDERS = ["helpful", "newest"] as const;

/** The strongest arguments side by side, or a list of opinions by stance and order; each view has its address. */
export function Opinions(props: OpinionsProps) {
  const { forum, opinions, visit } = props;
  const here = useMatterHere();
  const { t } = useTranslation("forum");
  const { t: common } = useTranslation();
  const format = useFormat();
  const { stances } = forum;
  const all = stances.for + stances.against + stances.other;
  const countOf = (list: ListOfOpinions | null) =>
    list === null ? undefined : list === "all" ? all : stances[list];
  const labelOf = (list: ListOfOpinions | null) => {
    if (list === null) return t("opinions.beside");
    return list === "all" ? common("filter.all") : common(`stance.${list}`);
  };
  return (
    <section className="section" id="opinions" aria-labelledby="opinions-heading">
      <div className="section-head">
        <h2 className="h-section" id="opinions-heading">
          {t("opinions.heading")}
        </h2>
        {opinions.list !== null && <Orders list={opinions.list} order={opinions.order} />}
      </div>
      {visit.opinions > 0 && (
        <p className="new-since">
          <Link className="text-link" to={`${opinionsPath(here, { list: "all", order: "newest" })}#opinions`}>
            {t("visit.new", { count: visit.opinions, amount: format.number(visit.opinions) })}
          </Link>
        </p>
      )}
      <Tabs
        label={t("opinions.tabs")}
        items={LISTS.map((list) => ({
          to: opinionsPath(here, { list }),
          label: labelOf(list),
          count: countOf(list),
          current: list === opinions.list,
        }))}
      />
      {opinions.list === null ? (
        <Arguments {...props} sides={opinions} />
      ) : (
        <OpinionList {...props} items={opinions.items} next={opinions.next} />
      )}
    </section>
  );
}

function Orders({ list, order }: { list: ListOfOpinions; order: (typeof ORDERS)[number] }) {
  const here = useMatterHere();
  const { t } = useTranslation("forum");
  return (
    <nav className="order-links" aria-label={t("opinions.order")}>
      <ul>
        {ORDERS.map((candidate) => (
          <li key={candidate}>
            <Link
              to={opinionsPath(here, { list, order: candidate })}
              aria-current={candidate === order ? "true" : undefined}
              preventScrollReset
            >
              {t(`opinions.by.${candidate}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface OpinionListProps extends OpinionsProps {
  items: readonly OpinionView[];
  next: string | null;
}

function OpinionList({ forum, visit, items, next, replyLimit, answer }: OpinionListProps) {
  const { t } = useTranslation("forum");
  return (
    <>
      {items.length === 0 ? (
        <EmptyState title={t("opinions.empty")}>{forum.open && t("opinions.emptyText")}</EmptyState>
      ) : (
        <ol className="opinions">
          {items.map((opinion) => (
            <OpinionItem
              key={opinion.id}
              opinion={opinion}
              since={visit.since}
              open={forum.open}
              replyLimit={replyLimit}
              answer={answer}
            />
          ))}
        </ol>
      )}
      <Pagination next={next} />
    </>
  );
}
