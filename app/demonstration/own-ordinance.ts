import { publishStatute } from "#app/domain/kinds/drive/load-law.ts";
import type { Tx } from "#db/client.ts";
import { findCurrentStatute } from "#db/queries/statutes.ts";

const ARTICLE = "한울시 주민조례발안 조례(가상) 제4조";
const SHARE = { numerator: 1, denominator: 300 };

/**
 * The city's own ordinance asks for less than the Act's 1/70: from here on 1,342 instead of 5,751. So both versions
 * of the law can be seen, and the first start stays short: each thousand signatures takes half a second of it.
 */
export async function askForLess(tx: Tx, spaceId: number, at: Date): Promise<void> {
  const statute = await findCurrentStatute(tx, spaceId, "ordinance-petition");
  if (statute?.definition.threshold.kind !== "fraction") throw new Error("There is no ordinance petition.");
  const { definition } = statute;
  const threshold = { ...statute.definition.threshold, ordinance: { share: SHARE, article: ARTICLE } };
  const says = "시연을 위해 지어낸 조례입니다. 청구권자 총수의 300분의 1 이상이 연대 서명하도록 정했습니다.";
  const sources = [...definition.sources, { article: ARTICLE, url: null, says }];
  await publishStatute(tx, spaceId, { ...definition, threshold, sources }, at);
}
