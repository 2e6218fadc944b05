import { type Font, openSync } from 'fontkit';
import { BASE_FONT, type FontFiles, fontFiles } from './font-files';

type Features = Readonly<Record<string, boolean>>;

const MARK = /\p{Mark}/u;

const WITHOUT_PLACES: Features = { mark: false, mkmk: false, abvm: false, blwm: false };

/** Finds which font has a sign. Fonts are opened when a text needs them. */
export class FontChoice {
  readonly files: readonly FontFiles[] = fontFiles();
  readonly #opened = new Map<string, Font>();
  readonly #chosen = new Map<number, string | null>();

  #open(file: string): Font {
    const opened = this.#opened.get(file) ?? (openSync(file) as Font);
    this.#opened.set(file, opened);
    return opened;
  }

  /** Name of the first font that has a sign; null: none has. */
  fontOf(codePoint: number): string | null {
    const known = this.#chosen.get(codePoint);
    if (known !== undefined) return known;
    const found = this.files.find((files) => this.#open(files.regular).hasGlyphForCodePoint(codePoint));
    const name = found?.name ?? null;
    this.#chosen.set(codePoint, name);
    return name;
  }

  #fonts(name: string): Font[] {
    const { regular, bold } = this.files.find((font) => font.name === name)!;
    return [this.#open(regular), this.#open(bold)];
  }

  #sets(text: string, name: string, features: Features | null): boolean {
    try {
      for (const font of this.#fonts(name)) font.layout(text, features ?? undefined);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * What of its own rules a font has to leave out for a text: nothing, or the places of marks, of which some tables have
   * fewer than the library expects; `cannot`: it does not set that text at all.
   */
  featuresFor(text: string, name: string): Features | null | 'cannot' {
    if (name === BASE_FONT && !MARK.test(text)) return null;
    const ways = [null, WITHOUT_PLACES] as const;
    const found = ways.find((features) => this.#sets(text, name, features));
    return found === undefined ? 'cannot' : found;
  }

  /** How wide a text is, in points. */
  widthOf(text: string, name: string, { fontSize, bold }: { fontSize: number; bold: boolean }): number {
    const features = this.featuresFor(text, name);
    if (features === 'cannot') return 0;
    const font = this.#fonts(name)[bold ? 1 : 0]!;
    return (font.layout(text, features ?? undefined).advanceWidth * fontSize) / font.unitsPerEm;
  }

  /** The fonts that were chosen for any text so far, and the one of everything else. */
  used(): FontFiles[] {
    const names = new Set([BASE_FONT, ...this.#chosen.values()]);
    return this.files.filter(({ name }) => names.has(name));
  }
}
