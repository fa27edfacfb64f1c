import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { KeyView } from "#app/domain/api-key/own-keys.ts";
import { Button } from "./button.tsx";
import { useFormat } from "./use-format.ts";

interface KeyListProps {
  keys: readonly KeyView[];
  /** Where one is revoked. */
  action: string;
}

/** Keys, each with what it may and how to end it. Its texts are the developer's. */
export function KeyList({ keys, action }: KeyListProps) {
  const { t } = useTranslation("open");
  if (keys.length === 0) return <p className="muted">{t("keys.none")}</p>;
  return (
    <ul className="key-list">
      {keys.map((key) => (
        <li className="key-card" key={key.id}>
          <KeyFacts apiKey={key} />
          {key.state === "holds" && (
            <Form method="post" action={action}>
              <input type="hidden" name="intent" value="revoke" />
              <input type="hidden" name="key" value={key.id} />
              <Button look="tertiary" size="small" aria-label={t("keys.revokeThis", { name: key.name })}>
                {t("keys.revoke")}
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}

function KeyFacts({ apiKey }: { apiKey: KeyView }) {
  const { t } = useTranslation("open");
  const format = useFormat();
  const { name, hint, scopes, madeAt, expiresAt, usedOn, state, owner } = apiKey;
  const used = usedOn === null ? null : format.date(`${usedOn}T00:00:00+09:00`);
  return (
    <>
      <h3 className="h-sub" dir="auto">
        {name}
      </h3>
      <p className="muted">
        {t(`keys.state.${state}`)} · {scopes.map((scope) => t(`keys.scope.${scope}`)).join(" / ")}
        {owner !== undefined && ` · ${t("keys.owner", { name: owner })}`}
      </p>
      <p className="muted small">
        {t("keys.hint")} <code>{hint}</code> · {t("keys.made_at")} {format.date(madeAt)} ·{" "}
        {t("keys.until", { date: format.date(expiresAt) })} ·{" "}
        {used === null ? t("keys.unused") : t("keys.used", { date: used })}
      </p>
    </>
  );
}
