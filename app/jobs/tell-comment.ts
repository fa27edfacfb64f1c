import { z } from "zod";
import { tellComment } from "#app/domain/notice/tell-comment.ts";
import { originOf } from "#app/environment.ts";
import { id, type Job } from "./job.ts";

export const tellCommentJob: Job<"tell-comment"> = {
  name: "tell-comment",
  payload: z.object({ commentId: id }),
  work: (payload, portal, now) => tellComment(portal.db, payload, originOf(portal.environment), now),
};
