import { useTranslation } from "react-i18next";
import { CheckIcon, WarningIcon } from "#app/components/icons.tsx";
import { useSpacePath } from "#app/components/space-path.ts";
import { useFormat } from "#app/components/use-format.ts";
import type { SaveState } from "./draft-saver.ts";

/** Where the text is safe. Said aloud when that changes; the clock moves with the minute, so it does not chatter. */
export function SaveStatus({ state, id }: { state: SaveState; id: string }) {
  const troubled = !["nothing", "unsaved", "saved"].includes(state.kind);
  return (
    <p className={troubled ? "save-status is-troubled" : "save-status"} role="status" data-state={state.kind}>
      {troubled && <WarningIcon size={18} />}
      {state.kind === "saved" && <CheckIcon size={18} />}
      <SaveText state={state} id={id} />
    </p>
  );
}

function SaveText({ state, id }: { state: SaveState; id: string }) {
  const { t } = useTranslation("write");
  const format = useFormat();
  const within = useSpacePath();
  switch (state.kind) {
    case "nothing":
      return <span>{t("status.nothing")}</span>;
    case "unsaved":
      return <span>{t("status.unsaved")}</span>;
    case "saved":
      return <span>{t("status.saved", { time: format.time(state.at) })}</span>;
    case "offline":
      return <span>{state.kept ? t("status.offline") : t("status.offlineUnkept")}</span>;
    case "overtaken":
      return <span>{t("status.overtaken")}</span>;
    case "published":
      return (
        <span>
          {t("status.published")}{" "}
          <a href={within(`/proposals/${state.proposal}`)}>{t("status.toProposal")}</a>
        </span>
      );
    case "refused":
      return <span>{t("status.refused")}</span>;
    case "signed-out": {
      const returnTo = encodeURIComponent(`/proposals/new?draft=${id}`);
      return (
        <span>
          {t("status.signedOut")}{" "}
          <a href={within(`/auth/sign-in?returnTo=${returnTo}`)}>{t("status.signIn")}</a>
        </span>
      );
    }
  }
}
