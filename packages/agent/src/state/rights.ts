/** Where rights are lists that no mode tells of, and where files that are open can be locked. */
export const onWindows = process.platform === 'win32';

/** Whether a mode lets anybody but the owner use a file or folder. */
export const othersMayUse = ({ mode }: { mode: number }): boolean => !onWindows && (mode & 0o077) !== 0;
