import cliProgress from "cli-progress";

/** How far an import is, on the standard error: a bar on a terminal, else a plain line every few seconds. */
interface Progress {
  begin(name: string, size: number): void;
  update(lines: number, bytes: number): void;
  /** A line of text that does not disturb the bar. */
  say(text: string): void;
  end(): void;
}

const SAY_EVERY_MS = 3_000;
const number = new Intl.NumberFormat("en");

export function createProgress(): Progress {
  return process.stderr.isTTY ? createBar() : createPlain();
}

function createBar(): Progress {
  const bars = new cliProgress.MultiBar(
    {
      format: " {bar} {percentage}%  {file}  {lines} lines  {rate} a second",
      hideCursor: true,
      // The command has its own way to stop at a signal.
      gracefulExit: false,
    },
    cliProgress.Presets.shades_grey,
  );
  let bar: cliProgress.SingleBar | undefined;
  let startedAt = 0;
  return {
    begin(file, size) {
      startedAt = performance.now();
      bar = bars.create(size, 0, { file, lines: "0", rate: "0" });
    },
    update(lines, bytes) {
      bar?.update(bytes, { lines: number.format(lines), rate: rateOf(lines, startedAt) });
    },
    say: (text) => bars.log(`${text}\n`),
    end: () => bars.stop(),
  };
}

function createPlain(): Progress {
  const say = (text: string) => {
    process.stderr.write(`${text}\n`);
  };
  let file = "";
  let total = 0;
  let startedAt = 0;
  let saidAt = 0;
  return {
    begin(name, size) {
      [file, total] = [name, size];
      startedAt = saidAt = performance.now();
    },
    update(lines, bytes) {
      if (performance.now() - saidAt < SAY_EVERY_MS) return;
      saidAt = performance.now();
      const percent = total === 0 ? 100 : Math.floor((bytes / total) * 100);
      say(`${file}: ${number.format(lines)} lines (${percent}%), ${rateOf(lines, startedAt)} a second`);
    },
    say,
    end: () => undefined,
  };
}

function rateOf(lines: number, startedAt: number): string {
  return number.format(Math.round(lines / Math.max((performance.now() - startedAt) / 1000, 0.001)));
}
