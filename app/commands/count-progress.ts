import cliProgress from "cli-progress";

/** How far a known number of things is done, on the standard error: a bar on a terminal, else a line now and then. */
export interface CountProgress {
  begin(label: string, total: number): void;
  add(count: number): void;
  end(): void;
}

const SAY_EVERY_MS = 3_000;
const number = new Intl.NumberFormat("en");

export function createCountProgress(): CountProgress {
  return process.stderr.isTTY ? createBar() : createLines();
}

function createBar(): CountProgress {
  let bar: cliProgress.SingleBar | undefined;
  return {
    begin(label, total) {
      bar = new cliProgress.SingleBar(
        // The command has its own way to stop at a signal.
        {
          format: ` {bar} {percentage}%  ${label}  {value} of {total}`,
          hideCursor: true,
          gracefulExit: false,
        },
        cliProgress.Presets.shades_grey,
      );
      bar.start(total, 0);
    },
    add: (count) => bar?.increment(count),
    end: () => bar?.stop(),
  };
}

function createLines(): CountProgress {
  let [label, total, done, saidAt] = ["", 0, 0, 0];
  const say = () => process.stderr.write(`${label}: ${number.format(done)} of ${number.format(total)}\n`);
  return {
    begin(what, of) {
      [label, total, done, saidAt] = [what, of, 0, performance.now()];
    },
    add(count) {
      done += count;
      if (performance.now() - saidAt < SAY_EVERY_MS) return;
      saidAt = performance.now();
      say();
    },
    end: say,
  };
}
