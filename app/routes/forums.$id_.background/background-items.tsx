import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { type BackgroundItem, BackgroundText } from "#app/components/forum/background-list.tsx";

/** The items as they stand, each to be taken out in two steps, so that a slip takes nothing out. */
export function BackgroundItems({ items }: { items: readonly BackgroundItem[] }) {
  const { t } = useTranslation("forum");
  if (items.length === 0) return <EmptyState title={t("background.none")} />;
  return (
    <ol className="stack">
      {items.map((item, index) => (
        <li key={item.position} className="panel stack tight">
          <h3 className="h-sub">
            <span className="muted numeric">{index + 1}.</span> {item.title}
          </h3>
          <BackgroundText item={item} />
          <details className="fold">
            <summary>
              {t("backgroundPage.remove")}
              <span className="sr-only">: {item.title}</span>
            </summary>
            <Form method="post" className="cluster">
              <input type="hidden" name="number" value={item.number} />
              <span>{t("backgroundPage.removeSure")}</span>
              <Button look="secondary" size="medium" name="intent" value="remove">
                {t("backgroundPage.removeYes")}
              </Button>
            </Form>
          </details>
        </li>
      ))}
    </ol>
  );
}
