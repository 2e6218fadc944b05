/** What a text says as JSON, under its name; the text itself, for the verb to refuse, where it says nothing. */
export function jsonAs(name: string, text: string | undefined): object {
  if (text === undefined) return {};
  try {
    return { [name]: JSON.parse(text) };
  } catch {
    return { [name]: text };
  }
}
