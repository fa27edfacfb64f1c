import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PollView } from "#app/domain/kinds/poll/read-poll.ts";
import { VIDEO_PROVIDERS, videoAt, watchAddressOf } from "#app/domain/kinds/poll/video.ts";
import { Button } from "../button.tsx";
import { useHydrated } from "../use-hydrated.ts";

interface PollVideoProps {
  video: NonNullable<PollView["video"]>;
  /** The address of our page that frames the player; null: it is watched at its host alone. */
  frame: string | null;
}

/**
 * A film at another host. Until the reader says "play", nothing of it is loaded, not a picture neither; without
 * JavaScript it is watched at its host. It goes on while one votes: the ballot is sent without loading the page anew.
 */
export function PollVideo({ video: { url, title, transcript }, frame }: PollVideoProps) {
  const { t } = useTranslation("polls");
  const hydrated = useHydrated();
  const [playing, setPlaying] = useState(false);
  const hosted = videoAt(url);
  const provider = hosted ? VIDEO_PROVIDERS[hosted.host] : new URL(url).hostname;
  const shown = playing && frame !== null;
  return (
    <section className={`poll-video panel stack${shown ? " is-playing" : ""}`} aria-labelledby="poll-video">
      <h2 className="h-sub" id="poll-video" dir="auto">
        {title}
      </h2>
      {shown ? (
        <div className="poll-player">
          <iframe
            src={frame}
            title={title}
            allow="autoplay; encrypted-media; fullscreen; picture-in-picture"
          />
        </div>
      ) : (
        <div className="poll-still">
          <p>
            <strong>{t("video.by", { provider })}</strong>
          </p>
          <p className="small">{t("video.learns")}</p>
        </div>
      )}
      {/* One button, so that the keyboard's place on the page stays when the player comes and goes. */}
      <div className="cluster">
        {hydrated && hosted && frame !== null && (
          <Button
            type="button"
            size="medium"
            look={shown ? "secondary" : "primary"}
            onClick={() => setPlaying(!shown)}
          >
            {t(shown ? "video.close" : "video.play")}
          </Button>
        )}
        <a
          className="text-link"
          href={hosted ? watchAddressOf(hosted) : url}
          target="_blank"
          rel="noopener noreferrer"
        >
          {t("video.open")}
        </a>
      </div>
      <details className="fold">
        <summary>{t("video.transcript")}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it the text cannot be scrolled by keyboard. */}
        <section className="poll-transcript" aria-label={t("video.transcript")} tabIndex={0}>
          <p className="opinion-body" dir="auto">
            {transcript}
          </p>
        </section>
      </details>
    </section>
  );
}
