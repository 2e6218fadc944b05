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

/** A font of one script's signs alone, Noto Sans unless named. WOFF2 would be smaller, and can't be put into a PDF in parts. */
function script(name: string, family = `noto-sans-${name}`): FontFiles {
  const folder = join(dirname(resolve(`@fontsource/${family}/package.json`)), 'files');
  const of = (weight: number) => join(folder, `${family}-${name}-${weight}-normal.woff`);
  return { name: family, regular: of(400), bold: of(700) };
}

function lao(): FontFiles {
  const folder = dirname(resolve('@expo-google-fonts/noto-sans-lao/package.json'));
  const of = (weight: string) => join(folder, weight, `NotoSansLao_${weight}.ttf`);
  return { name: 'noto-sans-lao', regular: of('400Regular'), bold: of('700Bold') };
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

const SCRIPTS = [
  'armenian',
  'bengali',
  'georgian',
  'kannada',
  'khmer',
  'malayalam',
  'tamil',
  'thaana',
  'thai',
];

/** Every font that comes along, in the order in which they are tried for a sign. */
export function fontFiles(): FontFiles[] {
  return [
    noto('latin', BASE_FONT, 'ttf'),
    noto('arabic', 'NotoNaskhArabic', 'ttf'),
    noto('hebrew', 'NotoSansHebrew', 'ttf'),
    ...SCRIPTS.map((name) => script(name)),
    script('gujarati', 'hind-vadodara'),
    script('sinhala', 'abhaya-libre'),
    lao(),
    noto('sc', 'NotoSansHans', 'otf'),
    noto('kr', 'NotoSansKR', 'otf'),
    ...emoji(),
  ];
}
