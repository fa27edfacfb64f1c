import { Form, useLocation, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { FollowTarget } from "#db/tables/follow.ts";
import { Button } from "./button.tsx";
import { BellIcon, CheckIcon } from "./icons.tsx";
import { useSpacePath } from "./space-path.ts";

interface FollowButtonProps {
  target: FollowTarget;
  /** As in the address of its page. */
  code: string;
  /** What is followed, for whoever hears the button alone; left out: the page's own matter. */
  name?: string;
  /** Null: nobody is signed in, and the button leads there and back. */
  following: boolean | null;
}

/** Follows something without standing behind it, and stops: a form, so that it works without JavaScript. */
export function FollowButton({ target, code, name, following }: FollowButtonProps) {
  const { t } = useTranslation();
  const within = useSpacePath();
  const { pathname, search } = useLocation();
  const { formData } = useNavigation();
  const label = name === undefined ? t("follow.start") : t("follow.startFor", { name });
  const on = name === undefined ? t("follow.on") : t("follow.onFor", { name });
  if (following === null)
    return (
      <a
        className="krds-btn tertiary small"
        href={within(`/auth/sign-in?returnTo=${encodeURIComponent(pathname + search)}`)}
        rel="nofollow"
      >
        <BellIcon size={18} />
        {label}
      </a>
    );
  const pending = formData?.get("follow") === `${target}/${code}`;
  return (
    <Form method="post" action="/me/follows" preventScrollReset>
      <input type="hidden" name="follow" value={`${target}/${code}`} />
      <input type="hidden" name="back" value={pathname + search} />
      <Button
        look={following ? "secondary" : "tertiary"}
        size="small"
        name="intent"
        value={following ? "stop" : "start"}
        pending={pending}
      >
        {following ? <CheckIcon size={18} /> : <BellIcon size={18} />}
        {following ? on : label}
        {following && <span className="sr-only"> {t("follow.stopHint")}</span>}
      </Button>
    </Form>
  );
}
