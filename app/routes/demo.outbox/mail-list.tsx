import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";

interface MailListProps {
  mails: { id: number; to: string; subject: string; body: string; at: string }[];
}

/** Letters by subject; one opens to be read. */
export function MailList({ mails }: MailListProps) {
  const { t } = useTranslation("demo");
  const format = useFormat();
  return (
    <ul className="mail-list">
      {mails.map(({ id, to, subject, body, at }) => (
        <li key={id}>
          <details>
            <summary>
              <span className="mail-subject">{subject}</span>
              <span className="small muted">
                {t("outbox.to", { name: to })} · <time dateTime={at}>{format.dateTime(at)}</time>
              </span>
            </summary>
            <p className="mail-body">{body}</p>
          </details>
        </li>
      ))}
    </ul>
  );
}
