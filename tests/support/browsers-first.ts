import { readFile } from "node:fs/promises";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files with a browser first: they take the longest, and one that begins last is waited for alone. Vitest knows how
 * long a file took only where it ran before.
 */
export class BrowsersFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const withBrowser = await Promise.all(
      sorted.map(async ({ moduleId }) =>
        /\b(launchBrowser|DrivePeople)\b/.test(await readFile(moduleId, "utf8")),
      ),
    );
    return [true, false].flatMap((first) => sorted.filter((_, index) => withBrowser[index] === first));
  }
}
