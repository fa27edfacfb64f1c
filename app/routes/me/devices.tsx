import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { useSpacePath } from "#app/components/space-path.ts";
import { useFormat } from "#app/components/use-format.ts";
import type { readDevices } from "#app/domain/person/devices.ts";

export interface DevicesProps {
  devices: Awaited<ReturnType<typeof readDevices>>;
}

/** Where the person is signed in, each to be signed out by itself. */
export function Devices({ devices }: DevicesProps) {
  const { t } = useTranslation("me");
  const format = useFormat();
  const within = useSpacePath();
  return (
    <section className="panel" aria-labelledby="devices">
      <h2 className="h-sub" id="devices">
        {t("devices.title")}
      </h2>
      <ul className="devices">
        {devices.map(({ handle, device, since, isThis }) => (
          <li key={handle}>
            <div>
              <p>
                <strong>{device ?? t("devices.unknown")}</strong>{" "}
                {isThis && <Badge tone="success">{t("devices.this")}</Badge>}
              </p>
              <p className="small muted">{t("devices.since", { date: format.dateTime(since) })}</p>
            </div>
            {!isThis && (
              <form method="post" action={within("/auth/sign-out")}>
                <Button
                  look="tertiary"
                  size="medium"
                  name="device"
                  value={handle}
                  aria-label={t("devices.endFor", {
                    device: `${device ?? t("devices.unknown")}, ${format.dateTime(since)}`,
                  })}
                >
                  {t("devices.end")}
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
