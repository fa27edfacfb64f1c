import { useTranslation } from "react-i18next";
import type { PollView } from "#app/domain/kinds/poll/read-poll.ts";
import { Markdown } from "../markdown.tsx";
import { useSpacePath } from "../space-path.ts";
import { useFormat } from "../use-format.ts";

interface BackgroundProps {
  poll: Pick<PollView, "briefs" | "documents">;
}

/** What one should know before choosing: in short, each opened at will; the first is open. */
export function Background({ poll: { briefs, documents } }: BackgroundProps) {
  const { t } = useTranslation("polls");
  const format = useFormat();
  const within = useSpacePath();
  if (briefs.length === 0 && documents.length === 0) return null;
  return (
    <section className="section" aria-labelledby="background">
      <h2 className="h-section" id="background">
        {t("background.heading")}
      </h2>
      {briefs.length > 0 && (
        <ol className="background-list">
          {briefs.map(({ title, html, picture }, index) => (
            <li key={title}>
              <details open={index === 0}>
                <summary>
                  <span className="background-number numeric">{format.number(index + 1)}</span>
                  <span dir="auto">{title}</span>
                </summary>
                <div className="background-body">
                  {picture && (
                    <img
                      className="poll-picture"
                      src={within(`/polls/pictures/${picture.id}`)}
                      alt={picture.alt}
                    />
                  )}
                  <Markdown html={html} />
                </div>
              </details>
            </li>
          ))}
        </ol>
      )}
      {documents.length > 0 && (
        <>
          <h3 className="h-sub">{t("background.documents")}</h3>
          <ul className="plain-bullets">
            {documents.map(({ title, url }) => (
              <li key={url}>
                <a className="text-link" href={url} rel="noopener nofollow">
                  {title} ({new URL(url).hostname})
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
