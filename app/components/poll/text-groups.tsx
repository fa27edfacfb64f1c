import { useTranslation } from "react-i18next";
import { useFormat } from "../use-format.ts";

/** Texts that say nearly the same, once each, with how many wrote it. */
export function TextGroups({ groups }: { groups: readonly { example: string; count: number }[] }) {
  const { t } = useTranslation("polls");
  const format = useFormat();
  return (
    <ol className="poll-text-groups">
      {groups.map(({ example, count }) => (
        <li key={example}>
          <strong className="numeric">{t("texts.times", { count, amount: format.number(count) })}</strong>
          <span dir="auto">{example}</span>
        </li>
      ))}
    </ol>
  );
}
