import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A font with a regular and a bold file; the same one twice where there is no bold. */
export interface FontFiles {
  name: string;
  regular: string;
  bold: string;
}

const { resolve } = createRequire(import.meta.url);

/** Noto Sans for the scripts of one package; SIL Open Font License 1.1. */
function noto(part: string, file: string, ending: string): FontFiles {
  const folder = join(dirname(resolve(`@embedpdf/fonts-${part}`)), '..', 'fonts');
  const of = (weight: string) => join(folder, `${file}-${weight}.${ending}`);
  return { name: file, regular: of('Regular'), bold: of('Bold') };
}

/** Emoji in one colour come in pieces of the code space. */
function emoji(): FontFiles[] {
  const folder = join(dirname(resolve('@fontsource/noto-emoji/package.json')), 'files');
  const pieces = readdirSync(folder).filter((name) => /^noto-emoji-\d+-400-normal\.woff$/.test(name));
  return pieces.map((piece) => {
    const file = join(folder, piece);
    return { name: piece.replace(/-400.*/, ''), regular: file, bold: file };
  });
}

/** The font of everything that it has signs for. */
export const BASE_FONT = 'NotoSans';

/** Every font that comes along, in the order in which they are tried for a sign. */
export function fontFiles(): FontFiles[] {
  return [
    noto('latin', BASE_FONT, 'ttf'),
    noto('arabic', 'NotoNaskhArabic', 'ttf'),
    noto('hebrew', 'NotoSansHebrew', 'ttf'),
    noto('sc', 'NotoSansHans', 'otf'),
    noto('kr', 'NotoSansKR', 'otf'),
    ...emoji(),
  ];
}
