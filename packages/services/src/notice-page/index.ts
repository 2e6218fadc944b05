export { judgeNoticeAnswer, type WantedAnswer } from './judge-answer';
export { readNoticeCode, shownNoticeCode } from './notice-code';
export {
  type LanguageWish,
  type PageLanguage,
  pageWordsFor,
  wishedLanguage,
} from './page-language';
export { type NoticePageView, noticePageView, type PageForm, type PageSection } from './page-view';
export { type PageFacts, readNoticePage } from './read-page';
export { wasJustUnkept } from './was-just-unkept';
