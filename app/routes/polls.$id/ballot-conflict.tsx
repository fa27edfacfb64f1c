import { useTranslation } from "react-i18next";
import { ConflictNotice } from "#app/components/kept/conflict-notice.tsx";
import { removeFormCopy } from "#app/components/kept/form-copy.ts";
import { useMatterHere } from "#app/components/matter-here.ts";
import { useRootData } from "#app/components/root-data.ts";
import { ballotFormName, type DraftConflict } from "./use-ballot-saver.ts";

/** Two devices answered: what the other saved stands beside this form, and their owner says which goes on. */
export function BallotConflict({ conflict, formId }: { conflict: DraftConflict; formId: string }) {
  const { t } = useTranslation("ballot");
  const here = useMatterHere();
  const { viewer } = useRootData();
  const { version, savedOn, texts } = conflict;
  return (
    <ConflictNotice
      formId={formId}
      version={version}
      savedAt={savedOn}
      texts={texts.length > 0 ? texts : [{ label: t("conflict.saved"), text: t("conflict.none") }]}
      intents={{ enter: "later", overwrite: "overwrite" }}
      words={{
        title: t("conflict.title"),
        text: t("conflict.text"),
        saved: t("conflict.saved"),
        mine: t("conflict.mine"),
        theirs: t("conflict.theirs"),
      }}
      // Another address at each conflict: a link to the one that is open would only scroll.
      to={`/polls/${here}?from=${version}#ballot`}
      onGiveWay={() => viewer?.owner && removeFormCopy(viewer.owner, ballotFormName(here))}
    />
  );
}
