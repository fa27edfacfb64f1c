"""
Writes fonts/: the part of Pretendard GOV that nearly every page needs, in few files, and two stylesheets: of these, and
of the package's own files for what is rarer. Run it after raising pretendard-gov, or with a new syllables.txt; its bytes
are the same each time:

    pip install fonttools==4.68.0 brotli==1.2.1 && python3 app/styles/make-fonts.py

syllables.txt has the syllables of pages by how many pages have them, the commonest first: a third of the weight are the
demonstration's pages, a third petitions of a national portal as a proposal's page shows them, a third lists of such. The
rest of the 2,350 commonest comes from the package, whose files are cut by Google's study of the web, the commonest last.
Of every page nearly all that it says is in the first two files of syllables, and it asks for a few of the small ones.

What is drawn is 16 to 48 pixels high: on a grid of 512 steps an em nothing is off by more than a twentieth of a pixel,
and a syllable takes a quarter less than on the font's own of 2,048. Weights are those that our styles use. The licence
reserves the name Pretendard to the whole: the files call themselves otherwise, and name tables they must have, since
browsers refuse a font without one.
"""

import io
import re
import shutil
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib import instancer

STYLES = Path(__file__).parent
PACKAGE = "node_modules/pretendard-gov/dist"
WHOLE = f"{PACKAGE}/public/variable/PretendardGOVVariable.ttf"
FAMILY = "Gonggam Sans"
RESERVED, OWN = "Pretendard", "GonggamWeb"
COMMON = 2350
# Where in the order of syllables a new file begins: at first what nearly every page has, then, so that a page asks for
# little that it does not show, the smaller the likelier.
CUTS = [0, 520, 700, 760, 820, 900, 1000, 1200, 1600, COMMON]
# Beside ASCII: of the package's files, those whose letters and signs are everyday ones; and what pages and texts have.
EVERYDAY_FILES = 4
EVERYDAY = "·‘’“”…–—×÷−○→①②③ㆍ※「」•㎡日本語"
# In a file of its own: what is now and then in a text that somebody wrote.
OCCASIONAL = (
    "‥‧․∼～±≤≥≠←↑↓↔⇒●◎□■△▲▽▼◇◆☆★☞♥♡『』《》〈〉【】〔〕㈜℃㎞㎏㎝％￦"
    "④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
)
WEIGHTS = (400, 700)
EM = 512
# Of a change of weight, in steps of the grid: half of what rounding an outline to it does.
TOLERANCE = 1
# Those that browsers use unasked, and the figures of one width that our tables ask for.
FEATURES = ["calt", "ccmp", "clig", "kern", "liga", "locl", "mark", "mkmk", "rlig", "tnum"]


def is_syllable(point: int) -> bool:
    return 0xAC00 <= point <= 0xD7A3


def points_of(ranges: str) -> list[int]:
    points = []
    for each in ranges.split(","):
        first, _, last = each.strip()[2:].partition("-")
        points.extend(range(int(first, 16), int(last or first, 16) + 1))
    return points


def ranges_of(points) -> str:
    runs: list[list[int]] = []
    for point in sorted(set(points)):
        if runs and runs[-1][1] == point - 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return ", ".join(f"U+{first:x}" + (f"-{last:x}" if last > first else "") for first, last in runs)


def cut(points: list[int]) -> bytes:
    font = TTFont(WHOLE, recalcTimestamp=False)
    options = subset.Options(
        hinting=False,
        layout_features=FEATURES,
        notdef_outline=True,
        drop_tables=[*subset.Options().drop_tables, "vhea", "vmtx", "VVAR"],
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": WEIGHTS}, optimize=False)
    scale_upem(font, EM)
    drop_inferred(font)
    for record in font["name"].names:
        record.string = record.toUnicode().replace(RESERVED, OWN)
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def drop_inferred(font: TTFont) -> None:
    """Leaves out how a point moves with the weight where its neighbours say it to within TOLERANCE."""
    for name, variations in font["gvar"].variations.items():
        points, control = font["glyf"]._getCoordinatesAndControls(name, font["hmtx"].metrics)
        for variation in variations:
            variation.roundDeltas()
            variation.optimize(
                points, control.endPts, tolerance=TOLERANCE, isComposite=control.numberOfContours == -1
            )


def main() -> None:
    listed = Path(f"{PACKAGE}/web/variable/pretendardvariable-gov-dynamic-subset.css").read_text()
    faces = re.findall(r"subset\.(\d+)\.woff2[^}]*unicode-range:([^;}]*)", listed)
    files = [points_of(ranges) for _, ranges in sorted(faces, key=lambda face: -int(face[0]))]
    # Some signs that it draws are in none of the package's files, such as the minus sign.
    drawn = TTFont(WHOLE).getBestCmap()

    by_use = [ord(c) for c in "".join((STYLES / "syllables.txt").read_text().split())]
    by_package = [point for points in files for point in points if is_syllable(point)]
    syllables = list(dict.fromkeys([*by_use, *by_package]))[:COMMON]
    signs = [point for points in files[:EVERYDAY_FILES] for point in points if not is_syllable(point)]
    signs = list(dict.fromkeys([*range(0x20, 0x7F), *signs, *map(ord, EVERYDAY)]))
    occasional = [point for point in map(ord, OCCASIONAL) if point not in signs]
    groups = [signs, *(syllables[a:b] for a, b in zip(CUTS, CUTS[1:])), occasional]
    groups = [[point for point in group if point in drawn] for group in groups]

    folder = STYLES / "fonts"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(f"{PACKAGE}/LICENSE.txt", folder / "LICENSE.txt")
    css = "/* Made by make-fonts.py. */\n"
    for number, points in enumerate(groups):
        (folder / f"common-{number}.woff2").write_bytes(cut(points))
        css += f"""@font-face {{
  font-family: "{FAMILY}";
  font-weight: {WEIGHTS[0]} {WEIGHTS[1]};
  font-display: swap;
  src: url("./common-{number}.woff2") format("woff2");
  unicode-range: {ranges_of(points)};
}}
"""
    (folder / "common.css").write_text(css)

    # Whoever is still waiting for a file of the family before has the browser ask for this one too: no character is
    # in both.
    common = {point for group in groups for point in group}

    def rare(face: re.Match) -> str:
        ranges = re.search(r"unicode-range:([^;}]*)", face[0])
        left = [point for point in points_of(ranges[1]) if point not in common] if ranges else []
        if not left:
            return ""
        text = face[0].replace(ranges[1], f" {ranges_of(left)}")
        return re.sub(
            r"url\((['\"]?)\./([^)'\"]*)\1\)", rf'url("../../../{PACKAGE}/web/variable/\2")', text
        )

    rest = re.sub(r"/\*[^*]*\*/\s*|@font-face[^}]*\}\s*", rare, listed)
    (folder / "rare.css").write_text(f"/* Made by make-fonts.py. */\n{rest}")


main()
