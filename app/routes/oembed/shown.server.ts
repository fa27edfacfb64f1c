import type { AppLoadContext } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import { chartFrame, matterFrame, quickPollFrame, readEmbed } from "#app/domain/views/embeds.ts";
import { readWidget } from "#app/domain/views/read-widget.ts";
import { readShownPoll } from "#app/doors/quick-poll-param.ts";
import { readPollChart } from "#app/doors/widgets/poll-chart.ts";

/** How high a frame is before its content says so, in pixels: of a title of two lines, and of an answer of one. */
const HEIGHT = { matter: 224, around: 180, answer: 56, votes: 96 };

interface Shown {
  title: string;
  /** The path of the frame within its space. */
  frame: string;
  height: number;
}

/**
 * What of ours a page is shown as elsewhere.
 *
 * @param context of the space of the address
 * @param path within that space
 * @throws PortalError "not-found" also for what not everybody may find
 */
export async function readShown(context: AppLoadContext, path: string, hash: string): Promise<Shown> {
  const { portal, directory, language } = context;
  const now = portal.clock.now();
  const embed = readEmbed(path, hash);
  switch (embed?.of) {
    case "matter": {
      const { id } = embed;
      const widget = await readWidget(portal.db, id, { spaceId: directory.space.id, language, now });
      if (widget.kind !== embed.kind) throw new PortalError("not-found");
      return { title: widget.title, frame: matterFrame(id), height: HEIGHT.matter };
    }
    case "chart": {
      const { id, question, title, result } = await readPollChart(context, embed.id, embed.question);
      const height = HEIGHT.around + HEIGHT.answer * (result?.rows.length ?? 0);
      return { title, frame: chartFrame(id, question), height };
    }
    case "quick-poll": {
      const { poll, board } = await readShownPoll(context, embed.name, undefined, now);
      const height = HEIGHT.around + HEIGHT.votes + HEIGHT.answer * board.choices.length;
      return { title: board.title, frame: quickPollFrame(poll.name), height };
    }
    default:
      throw new PortalError("not-found");
  }
}
