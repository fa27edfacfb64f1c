import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Notice } from "#app/components/notice.tsx";
import type { DrawState } from "#app/domain/kinds/poll/read-draw.ts";

interface OwnPartProps {
  /** Null: who reads did not take part. */
  own: { number: string; declined: boolean; gift: string | null } | null;
  open: boolean;
  state: DrawState;
}

/** The reader's own number: whether it won, or until the close whether it is drawn at all. */
export function OwnPart({ own, open, state }: OwnPartProps) {
  const here = useMatterHere();
  const { t } = useTranslation("draw");
  const { state: sending } = useNavigation();
  if (!own) return null;
  const { number, declined, gift } = own;
  if (gift !== null)
    return (
      <Notice tone="success" title={t("own.won", { gift })}>
        {t("own.claim", { number })}
      </Notice>
    );
  if (state === "drawn") return <Notice title={t("own.lost", { number })} />;
  return (
    <section className="panel tinted stack" aria-labelledby="own-part">
      <h2 className="h-sub" id="own-part">
        {t("own.title")}
      </h2>
      <p role="status">{t(declined ? "own.declined" : "own.in", { number })}</p>
      {open && (
        <Form method="post" action={`/polls/${here}/draw`} preventScrollReset>
          <Button
            look="secondary"
            size="medium"
            name="intent"
            value={declined ? "join" : "decline"}
            pending={sending === "submitting"}
          >
            {t(declined ? "own.join" : "own.decline")}
          </Button>
        </Form>
      )}
    </section>
  );
}
