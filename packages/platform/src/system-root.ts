/** The kernel's own name for the folder of Windows. Wine knows no such name. */
const BY_KERNEL = '\\\\?\\GLOBALROOT\\SystemRoot';
const WHOLE = /^[A-Za-z]:\\/;

function placeOf(name: string, realpath: (path: string) => string): string {
  try {
    return realpath(name);
  } catch {
    return '';
  }
}

/**
 * Windows' own folder, as its kernel says it: a person's own variables hold in the person's elevated shell, too, and programs
 * from another folder would have an administrator's rights. Where the kernel can't be asked, as every process is `told`.
 */
export function systemRootBy(realpath: (path: string) => string, told: string): string {
  const byKernel = placeOf(BY_KERNEL, realpath);
  if (WHOLE.test(byKernel)) return byKernel;
  return WHOLE.test(told) ? told : 'C:\\Windows';
}
