import { useTranslation } from "react-i18next";
import { electorParts, type NamedElectors } from "./elector-parts.ts";

/** Who may take part, in words. */
export function Who({ who }: { who: NamedElectors }) {
  const { t } = useTranslation("polls");
  return electorParts(who)
    .map(([part, values]) => t(`who.${part}`, values))
    .join(", ");
}
