import { Link, useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { NoticeItem } from "#app/domain/notice/read-notices.ts";

/** One notice: a link, which marks it as read when scripts run, and a button that does it without. */
export function NoticeRow({ item }: { item: NoticeItem }) {
  const { t } = useTranslation("notices");
  const format = useFormat();
  const reading = useFetcher();
  const { seq, sort, title, said, office, path, at } = item;
  const read = item.read || reading.formData !== undefined;
  const markRead = () => {
    if (!read) reading.submit({ one: String(seq) }, { method: "post" });
  };
  return (
    <li className={read ? undefined : "is-unread"}>
      <div className="similar-matter">
        <Link className="similar-title" dir="auto" to={path} onClick={markRead}>
          {!read && <span className="sr-only">{t("unread")}: </span>}
          {title}
        </Link>
        <p>{said}</p>
        <p className="similar-facts">
          <span>{t(`sort.${sort}.name`)}</span>
          {office && <span>{office}</span>}
          <time dateTime={at}>{format.dateTime(at)}</time>
        </p>
      </div>
      {!read && (
        <reading.Form method="post">
          <Button look="text" size="medium" name="one" value={seq} aria-label={t("markFor", { title, said })}>
            {t("mark")}
          </Button>
        </reading.Form>
      )}
    </li>
  );
}
