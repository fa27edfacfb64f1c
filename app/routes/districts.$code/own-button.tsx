import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { CheckIcon } from "#app/components/icons.tsx";
import { chooseNeighbourhood, useNeighbourhood } from "#app/components/map/own-neighbourhood.ts";
import { useRootData } from "#app/components/root-data.ts";

/** Remembers a district in this browser, for who is not signed in; of who is, the portal knows it. */
export function OwnButton({ space, code }: { space: string; code: string }) {
  const { t } = useTranslation("place");
  const { viewer } = useRootData();
  const chosen = useNeighbourhood(space);
  // Without a script there is nothing to remember it.
  if (viewer || chosen === undefined) return null;
  const isOwn = chosen === code;
  return (
    <Button
      type="button"
      look={isOwn ? "secondary" : "tertiary"}
      size="small"
      onClick={() => chooseNeighbourhood(space, isOwn ? null : code)}
    >
      {isOwn && <CheckIcon size={18} />}
      {isOwn ? t("district.mineIs") : t("district.mine")}
      {isOwn && <span className="sr-only"> {t("district.mineEnd")}</span>}
    </Button>
  );
}
