import type { Directory } from "#app/domain/space/directory.ts";
import { spread } from "#app/platform/chance.ts";

/**
 * The made-up people of the demonstration: citizen-1 … citizen-100000 and the people of the offices. The same
 * login is always the same human being: name, birth date, district and unique number follow from it.
 */
export interface DemonstrationPerson {
  login: string;
  uniqueNumber: string;
  name: string;
  birthDate: string;
  district: string | null;
  email: string;
  address: string | null;
  foreigner: boolean;
  permanentResidenceSince: string | null;
  posts: string[];
}

const MOST_CITIZENS = 100_000;
const FAMILY = [..."김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심"];
const GIVEN_FIRST = [..."민서지하도예은수현준유채시다윤태영진소재가나라성경정인혜동선"];
const GIVEN_SECOND = [..."준우현아율린원빈호진연서영희민수경주은훈미정석철숙자순태욱화"];

const FOREIGN_NAMES = [
  "Nguyen Thi Lan",
  "Maria Santos",
  "Batbayar Tuya",
  "王美玲",
  "John Miller",
  "佐藤由美",
];
const STREETS = ["한울대로", "강변로", "솔밭길", "시청로", "은행나무길", "새터로", "달맞이길", "학교앞길"];

/**
 * One citizen in a hundred of each kind, so that what the law refuses can be seen: citizen-21 is a minor,
 * citizen-31 a foreigner with permanent residence for years, citizen-41 with it since lately, citizen-51 without,
 * citizen-61 lives in another city; and so are 121, 131 …
 */
const EXCEPTIONS: Record<number, "minor" | "foreigner" | "newcomer" | "visitor" | "elsewhere"> = {
  21: "minor",
  31: "foreigner",
  41: "newcomer",
  51: "visitor",
  61: "elsewhere",
};

function pick<T>(list: readonly T[], value: number): T {
  const item = list[value % list.length];
  if (item === undefined) throw new RangeError("Nothing to pick from.");
  return item;
}

export function demonstrationCitizen(number: number, districts: readonly string[]): DemonstrationPerson {
  const hash = spread(number);
  const again = spread(hash ^ 0x9e3779b9);
  const year = 1940 + (again % 68); // 19 to 86 years old in 2026, mostly
  const month = 1 + (hash % 12);
  const day = 1 + (again % 28);
  const exception = EXCEPTIONS[number % 100];
  const home = exception === "elsewhere" || districts.length === 0 ? null : pick(districts, hash >>> 16);
  const two = (value: number) => String(value).padStart(2, "0");
  return {
    login: `citizen-${number}`,
    uniqueNumber: `DEMO-CI-${String(number).padStart(6, "0")}`,
    name:
      exception === "foreigner" || exception === "newcomer" || exception === "visitor"
        ? pick(FOREIGN_NAMES, hash)
        : pick(FAMILY, hash) + pick(GIVEN_FIRST, hash >>> 8) + pick(GIVEN_SECOND, again >>> 4),
    birthDate: `${exception === "minor" ? 2010 + (again % 5) : year}-${two(month)}-${two(day)}`,
    district: home,
    email: `citizen-${number}@example.com`,
    address: `${pick(STREETS, again >>> 8)} ${1 + (hash % 240)}`,
    foreigner: exception === "foreigner" || exception === "newcomer" || exception === "visitor",
    permanentResidenceSince:
      exception === "foreigner" ? "2015-03-02" : exception === "newcomer" ? "2025-06-16" : null,
    posts: [],
  };
}

/** The person of a login; undefined for a login that nobody has. */
export function demonstrationPerson(login: string, directory: Directory): DemonstrationPerson | undefined {
  const districts = directory.districts.map(({ code }) => code);
  const citizen = /^citizen-([1-9]\d{0,5})$/.exec(login);
  if (citizen) {
    const number = Number(citizen[1]);
    return number <= MOST_CITIZENS ? demonstrationCitizen(number, districts) : undefined;
  }
  const post = demonstrationPosts(directory).find((candidate) => candidate.login === login);
  if (!post) return undefined;
  const seed = [...login].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 1_000_000;
  const stranger = demonstrationCitizen(MOST_CITIZENS + seed, districts);
  return {
    ...stranger,
    login,
    uniqueNumber: `DEMO-CI-${login}`,
    email: `${login}@example.com`,
    posts: [post.claim],
  };
}

/** The logins of the offices, with the claim that gives their post. */
export function demonstrationPosts(directory: Directory): { login: string; claim: string; label: string }[] {
  const officers = directory.offices
    .filter((office) => office.kind === "department")
    .map((office) => ({
      login: `officer-${office.code}`,
      claim: `officer:${office.code}`,
      label: office.name.ko,
    }));
  return [
    ...officers,
    { login: "mayor", claim: "mayor", label: "시장실" },
    { login: "clerk", claim: "clerk", label: "의회사무국" },
    ...directory.offices
      .filter((office) => office.kind === "commission")
      .flatMap(({ code, name }) => [
        { login: `officer-${code}`, claim: `officer:${code}`, label: name.ko },
        { login: `officer-${code}-2`, claim: `officer:${code}`, label: `${name.ko} (두 번째 담당자)` },
      ]),
    // What takes two, such as confirming to whom a list goes.
    { login: "clerk-2", claim: "clerk", label: "의회사무국 (두 번째 담당자)" },
    { login: "moderator", claim: "moderator", label: "운영자" },
    { login: "admin", claim: "admin", label: "관리자" },
  ];
}
