import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { useMatterHere } from "#app/components/matter-here.ts";
import { Notice } from "#app/components/notice.tsx";
import type { DrawState } from "#app/domain/kinds/poll/read-draw.ts";

interface OwnPartProps {
  /** Null: who reads did not take part. */
  own: { number: string; isIn: boolean; gift: string | null } | null;
  open: boolean;
  state: DrawState;
}

/** The reader's own number: whether it is drawn at all, and whether it won. */
export function OwnPart({ own, open, state }: OwnPartProps) {
  const here = useMatterHere();
  const { t } = useTranslation("draw");
  const { state: sending } = useNavigation();
  if (!own) return null;
  const { number, isIn, gift } = own;
  if (gift !== null)
    return (
      <Notice tone="success" title={t("own.won", { gift })}>
        {t("own.claim", { number })}
      </Notice>
    );
  if (!isIn && state !== "before") return <Notice title={t("own.out")} />;
  if (state === "drawn") return <Notice title={t("own.lost", { number })} />;
  return (
    <section className="panel tinted stack" aria-labelledby="own-part">
      <h2 className="h-sub" id="own-part">
        {t("own.title")}
      </h2>
      <p role="status">{t(isIn ? "own.in" : "own.declined", { number })}</p>
      {open && (
        <Form method="post" action={`/polls/${here}/draw`} preventScrollReset>
          <Button
            look="secondary"
            size="medium"
            name="intent"
            value={isIn ? "decline" : "join"}
            pending={sending === "submitting"}
          >
            {t(isIn ? "own.decline" : "own.join")}
          </Button>
        </Form>
      )}
    </section>
  );
}
