import { de } from './de';
import { en } from './en';
import { es } from './es';
import { fr } from './fr';
import { ja } from './ja';
import type { PageWords } from './page-words';
import { ptBr } from './pt-br';
import { ru } from './ru';
import { zhHans } from './zh-hans';

/** Languages of the page, English first: it is for everybody whose language is not here. */
export const PAGE_WORDS: readonly PageWords[] = [en, de, fr, es, ptBr, ru, ja, zhHans];
