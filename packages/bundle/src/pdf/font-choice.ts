import { type Font, openSync } from 'fontkit';
import { BASE_FONT, type FontFiles, fontFiles } from './font-files';

/** Finds which font has a sign. Fonts are opened when a text needs them. */
export class FontChoice {
  readonly files: readonly FontFiles[] = fontFiles();
  readonly #opened = new Map<string, Font>();
  readonly #chosen = new Map<number, string | null>();

  #open({ name, regular }: FontFiles): Font {
    const opened = this.#opened.get(name) ?? (openSync(regular) as Font);
    this.#opened.set(name, opened);
    return opened;
  }

  /** Name of the first font that has a sign; null: none has. */
  fontOf(codePoint: number): string | null {
    const known = this.#chosen.get(codePoint);
    if (known !== undefined) return known;
    const found = this.files.find((files) => this.#open(files).hasGlyphForCodePoint(codePoint));
    const name = found?.name ?? null;
    this.#chosen.set(codePoint, name);
    return name;
  }

  /** The fonts that were chosen for any text so far, and the one of everything else. */
  used(): FontFiles[] {
    const names = new Set([BASE_FONT, ...this.#chosen.values()]);
    return this.files.filter(({ name }) => names.has(name));
  }
}
