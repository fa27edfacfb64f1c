import { DAY_MS, seoulDay } from "#app/domain/calendar/dates.ts";
import type { Queryable } from "#db/client.ts";
import { listProposals } from "#db/queries/proposal-lists.ts";
import type { Language } from "#db/tables/language.ts";
import type { PollPurpose, Said } from "#db/tables/poll-definition.ts";

export const POLL_TEMPLATES = [
  "road",
  "park",
  "budget",
  "hours",
  "school",
  "chairperson",
  "pick",
  "empty",
] as const;
export type PollTemplate = (typeof POLL_TEMPLATES)[number];

const said = (ko: string, en: string, ja: string): Said => ({ ko, en, ja });

interface TemplateContent {
  title: Said;
  purpose?: PollPurpose;
  questions: object[];
}

const WHY = {
  type: "text",
  required: false,
  title: said(
    "그렇게 고른 이유가 있으면 적어 주세요",
    "If you like, tell us why",
    "選んだ理由があればお書きください",
  ),
};

/** Of what was answered in a year, and each citizen picks so many. */
const [PICKED_FROM, PICKS] = [20, 3];

/** What offices ask again and again, to begin from; all of it is changed as they like. */
export async function templateContent(
  db: Queryable,
  spaceId: number,
  template: PollTemplate,
  now: Date,
): Promise<TemplateContent> {
  return template === "pick" ? pickOfTheYear(db, spaceId, now) : CONTENT[template];
}

/** The year's answered proposals that most agreed to, each with the way to it, in every language that it has. */
async function pickOfTheYear(db: Queryable, spaceId: number, now: Date): Promise<TemplateContent> {
  const filter = {
    spaceId,
    stage: "answered",
    own: true,
    since: new Date(now.getTime() - 365 * DAY_MS),
    order: "agreed",
    now,
  } as const;
  const read = (language: Language) => listProposals(db, filter, language, PICKED_FROM);
  const [korean, english, japanese] = await Promise.all([read("ko"), read("en"), read("ja")]);
  // What has no translation comes in its own language: said once.
  const titleIn = (rows: typeof korean, id: number, title: string) =>
    rows.find((row) => row.id === id && row.title !== title)?.title ?? "";
  const year = seoulDay(now).slice(0, 4);
  return {
    purpose: "pick",
    title: said(`${year}년의 제안`, `Proposal of the year ${year}`, `${year}年の提案`),
    questions: [
      {
        type: "multiple",
        max: PICKS,
        drawnOrder: true,
        title: said(
          "올해 답변을 받은 제안 가운데 세 개까지 골라 주세요",
          "Of the proposals answered this year, choose up to three",
          "今年回答のあった提案から三つまで選んでください",
        ),
        choices: korean.map(({ id, title }) => ({
          title: said(title, titleIn(english, id, title), titleIn(japanese, id, title)),
          proposal: id,
        })),
      },
    ],
  };
}

const CONTENT: Record<Exclude<PollTemplate, "pick">, TemplateContent> = {
  road: {
    title: said("이 길을 어떻게 바꿀까요?", "How should this street change?", "この道をどう変えましょうか"),
    questions: [
      {
        type: "ranking",
        min: 1,
        title: said("무엇을 먼저 하면 좋을까요?", "What should come first?", "何を優先しましょうか"),
        choices: [
          { title: said("보도 넓히기", "Wider pavements", "歩道を広げる") },
          { title: said("자전거길 만들기", "A cycle lane", "自転車道をつくる") },
          { title: said("가로수 심기", "More trees", "街路樹を植える") },
          { title: said("차 속도 줄이기", "Slower traffic", "車の速度を落とす") },
        ],
      },
      WHY,
    ],
  },
  park: {
    title: said("이 공원에 무엇이 필요한가요?", "What does this park need?", "この公園に何が必要ですか"),
    questions: [
      {
        type: "multiple",
        max: 3,
        title: said("세 가지까지 골라 주세요", "Choose up to three", "三つまで選んでください"),
        choices: [
          { title: said("그늘과 의자", "Shade and benches", "日陰とベンチ") },
          { title: said("놀이터", "A playground", "遊び場") },
          { title: said("운동 기구", "Exercise equipment", "運動器具") },
          { title: said("화장실", "Toilets", "トイレ") },
          { title: said("밝은 조명", "Better lighting", "明るい照明") },
        ],
      },
      WHY,
    ],
  },
  budget: {
    title: said(
      "내년 예산을 어디에 더 쓸까요?",
      "Where should next year's budget go?",
      "来年の予算をどこに使いましょうか",
    ),
    questions: [
      {
        type: "ranking",
        min: 1,
        max: 3,
        title: said("중요한 것부터 세 가지", "The three that matter most", "大切なものから三つ"),
        choices: [
          { title: said("안전", "Safety", "安全") },
          { title: said("돌봄과 복지", "Care and welfare", "福祉") },
          { title: said("교통", "Transport", "交通") },
          { title: said("환경", "Environment", "環境") },
          { title: said("문화와 체육", "Culture and sport", "文化・スポーツ") },
        ],
      },
    ],
  },
  hours: {
    title: said("언제 문을 열면 좋을까요?", "When should it be open?", "いつ開いているとよいですか"),
    questions: [
      {
        type: "single",
        title: said(
          "가장 자주 오실 때를 골라 주세요",
          "When would you come most often?",
          "最も利用したい時間帯は",
        ),
        choices: [
          { title: said("평일 낮", "Weekdays, daytime", "平日昼間") },
          { title: said("평일 저녁", "Weekdays, evening", "平日夜") },
          { title: said("주말", "Weekends", "週末") },
        ],
      },
      {
        type: "rating",
        required: false,
        title: said(
          "지금 시간에 얼마나 만족하시나요?",
          "How content are you with the hours now?",
          "いまの時間にどれくらい満足ですか",
        ),
        words: {
          low: said("전혀 아니다", "Not at all", "まったく"),
          high: said("매우 만족", "Very", "とても満足"),
        },
      },
    ],
  },
  school: {
    title: said(
      "통학로에서 위험한 곳을 알려 주세요",
      "Where is the way to school dangerous?",
      "通学路の危険な場所を教えてください",
    ),
    questions: [
      {
        type: "single",
        title: said(
          "얼마나 자주 위험하다고 느끼시나요?",
          "How often does it feel dangerous?",
          "どのくらい危険を感じますか",
        ),
        choices: [
          { title: said("거의 매일", "Nearly every day", "ほぼ毎日") },
          { title: said("가끔", "Sometimes", "ときどき") },
          { title: said("거의 없다", "Hardly ever", "ほとんどない") },
        ],
      },
      {
        type: "text",
        required: false,
        title: said("어디가, 왜 위험한가요?", "Where, and why?", "どこが、なぜ危険ですか"),
      },
    ],
  },
  chairperson: {
    title: said(
      "다음 대표로 누가 좋을까요?",
      "Who should be the next chairperson?",
      "次の代表にはだれがよいですか",
    ),
    questions: [
      {
        type: "single",
        drawnOrder: true,
        title: said("한 사람을 골라 주세요", "Choose one person", "一人を選んでください"),
        choices: [
          { title: said("후보 1", "Candidate 1", "候補1") },
          { title: said("후보 2", "Candidate 2", "候補2") },
          { title: said("모두 아님", "None of them", "該当者なし") },
        ],
      },
      WHY,
    ],
  },
  empty: {
    title: { ko: "" },
    questions: [{ type: "single", title: { ko: "" }, choices: [] }],
  },
};
