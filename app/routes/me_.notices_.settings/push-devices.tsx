import { Form, useFetcher } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { useHydrated } from "#app/components/use-hydrated.ts";
import type { PushDevice } from "#app/domain/notice/push-devices.ts";
import { askForPush, type PushFault, takesPush } from "./ask-for-push.ts";

interface PushDevicesProps {
  devices: readonly PushDevice[];
  /** What a browser must know of the sender. */
  publicKey: string;
}

/** On which devices somebody is told, and this one: it is asked after a touch, never before. */
export function PushDevices({ devices, publicKey }: PushDevicesProps) {
  const { t } = useTranslation("notices");
  const format = useFormat();
  const hydrated = useHydrated();
  const adding = useFetcher<{ added?: boolean }>();
  const [asking, setAsking] = useState(false);
  const [fault, setFault] = useState<PushFault | null>(null);

  const add = async () => {
    setAsking(true);
    setFault(null);
    const answer = await askForPush(publicKey);
    setAsking(false);
    if (typeof answer === "string") setFault(answer);
    else adding.submit({ ...answer, intent: "push-add" }, { method: "post" });
  };
  const why = fault ?? (hydrated && !takesPush() ? "unsupported" : null);
  return (
    <section className="panel section stack tight" aria-labelledby="push">
      <h2 className="h-sub" id="push">
        {t("push.title")}
      </h2>
      <p className="muted">{t("push.text")}</p>
      {why && <Notice tone="warning" live={fault !== null} title={t(`push.fault.${why}`)} />}
      {adding.data?.added && !fault && <Notice tone="success" live title={t("push.added")} />}
      {hydrated && why !== "unsupported" && (
        <div>
          <Button
            type="button"
            look="secondary"
            size="medium"
            pending={asking || adding.state !== "idle"}
            onClick={() => void add()}
          >
            {t("push.add")}
          </Button>
        </div>
      )}
      <noscript>
        <p>{t("push.noScript")}</p>
      </noscript>
      {devices.length > 0 && (
        <ul className="similar-matters">
          {devices.map(({ id, device, since }) => {
            const name = device ?? t("push.unknownDevice");
            return (
              <li key={id}>
                <div className="similar-matter">
                  <strong>{name}</strong>
                  <p className="similar-facts">{t("push.since", { date: format.date(since) })}</p>
                </div>
                <Form method="post" preventScrollReset>
                  <input type="hidden" name="device" value={id} />
                  <Button
                    look="tertiary"
                    size="medium"
                    name="intent"
                    value="push-remove"
                    aria-label={t("push.removeFor", { name })}
                  >
                    {t("push.remove")}
                  </Button>
                </Form>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
