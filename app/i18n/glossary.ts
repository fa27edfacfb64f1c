import type { Language } from "#db/tables/language.ts";

interface Term {
  /** As every text says it, in the words of the law or of everyday services. */
  says: Record<Language, string>;
  /** What texts said once, or might: paraphrases, literal translations, words of our own design. */
  not: Partial<Record<Language, RegExp>>;
}

/** The portal's terms in three languages. `tests/glossary.test.ts` holds every text to them. */
export const GLOSSARY: readonly Term[] = [
  {
    says: { ko: "공감", en: "agree", ja: "共感" },
    not: { en: /\bempath|\blikes?\b this proposal/i },
  },
  {
    says: { ko: "공감 취소", en: "Withdraw my agreement", ja: "共感を取り消す" },
    not: {
      ko: /거두|거둔|거둘|거둬/,
      en: /\b(take|takes|took|taken|taking) (it |my \w+ |your \w+ )?back\b/i,
    },
  },
  {
    says: { ko: "철회", en: "withdrawn", ja: "取り下げ" },
    not: { ko: /물리기|도로 가져/ },
  },
  {
    says: { ko: "공론장", en: "forum", ja: "公開討論" },
    not: { ja: /公論場/ },
  },
  {
    says: { ko: "이유", en: "reason", ja: "理由" },
    not: { ko: /까닭/ },
  },
  {
    says: { ko: "의견 분포", en: "opinions", ja: "意見" },
    not: { ko: /갈래/ },
  },
  {
    says: { ko: "검색어", en: "Search", ja: "検索" },
    not: { ko: /낱말|찾는 말|첫소리/ },
  },
  {
    says: { ko: "비교", en: "compare", ja: "比較" },
    not: { ko: /견주/ },
  },
  {
    says: { ko: "이메일", en: "mail", ja: "メール" },
    not: { ko: /전자우편|편지|누리글/, ja: /電子郵便/ },
  },
  {
    says: { ko: "링크 복사", en: "Copy link", ja: "リンクをコピー" },
    not: { ko: /주소 베끼기|고리 복사/ },
  },
  {
    says: { ko: "원안 가결", en: "Adopted", ja: "可決" },
    not: { ko: /원안대로 가결|고쳐서? 가결|고쳐 받아들/ },
  },
  {
    says: { ko: "수정 가결", en: "Adopted with changes", ja: "修正可決" },
    not: { ja: /直して可決/ },
  },
  {
    says: { ko: "유효", en: "valid", ja: "有効" },
    not: { ko: /세지 않음|셈(?!하)/ },
  },
  {
    says: { ko: "청구", en: "Petitions & recalls", ja: "請求" },
    not: { en: /\bdrives?\b/i },
  },
  {
    says: { ko: "서명 받는 중", en: "Open for signatures", ja: "署名受付中" },
    not: { en: /\bcollects? (signatures )?now\b/i },
  },
  {
    says: { ko: "서명 증서", en: "Your signature was received", ja: "署名受付証" },
    not: { ja: /署名証書/ },
  },
  {
    says: { ko: "제출", en: "submitted", ja: "提出" },
    not: { en: /\bhand(ed|s|ing)? (it |the lists? )?in\b/i },
  },
  {
    says: { ko: "발의", en: "Introduc", ja: "議案提出" },
    not: { ja: /発議/ },
  },
  {
    says: { ko: "일부 추진", en: "Accepted in part", ja: "一部実施" },
    not: { en: /\bwe will do (it|part of it)\b|^partly$/i },
  },
  {
    says: { ko: "추진 어려움", en: "Declined", ja: "実施困難" },
    not: { en: /\bwe cannot do it\b|^cannot do$/i },
  },
];
