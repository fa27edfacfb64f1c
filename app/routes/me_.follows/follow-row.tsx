import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { FollowItem } from "#app/domain/follow/read-follows.ts";

/** One thing that is followed, with one touch to stop. */
export function FollowRow({ item }: { item: FollowItem }) {
  const { t } = useTranslation("follows");
  const format = useFormat();
  const { formData } = useNavigation();
  const { target, code, name, path, since } = item;
  const value = `${target}/${code}`;
  return (
    <li>
      <div className="similar-matter">
        {path === null ? (
          <span className="similar-title">{target === "matter" ? t("gone") : name}</span>
        ) : (
          <Link className="similar-title" dir="auto" to={path}>
            {name}
          </Link>
        )}
        <p className="similar-facts">
          <span>{t(`target.${target}`)}</span>
          <span>{t("since", { date: format.date(since) })}</span>
        </p>
      </div>
      <Form method="post" action="/me/follows" preventScrollReset>
        <input type="hidden" name="follow" value={value} />
        <Button
          look="tertiary"
          size="medium"
          name="intent"
          value="stop"
          pending={formData?.get("follow") === value}
          aria-label={t("stopFor", { name })}
        >
          {t("stop")}
        </Button>
      </Form>
    </li>
  );
}
