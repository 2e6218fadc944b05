/** A file that a page holds, or has fetched. */
export interface HeldFile {
  fileName: string;
  contentType: string;
  body: string | Blob;
}

/** Has the browser keep a file that the page holds. */
export function saveFile({ fileName, contentType, body }: HeldFile): void {
  const address = URL.createObjectURL(new Blob([body], { type: contentType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
