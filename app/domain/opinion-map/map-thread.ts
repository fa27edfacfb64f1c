import { answerInThread } from "#app/platform/work-thread-side.ts";
import { makeMap } from "./make-map.ts";

/** The thread that makes maps: a second of work at most, in which the one that answers everybody must not stand still. */
answerInThread(makeMap);
