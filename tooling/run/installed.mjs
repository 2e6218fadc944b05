/** As npm reads `os` and `cpu`: names that fit, or names with a ! that do not. */
function fits(names, own) {
  if (names === undefined) return true;
  if (names.includes(`!${own}`)) return false;
  return names.every((name) => name.startsWith('!')) || names.includes(own);
}

/** Whether a package may be absent here: made for another platform, or one of several that npm chooses from. */
const isForElsewhere = (entry, { platform, arch }) =>
  entry.optional === true &&
  (entry.libc !== undefined || !fits(entry.os, platform) || !fits(entry.cpu, arch));

/**
 * Why what is installed is not what the lock file names, or null when it is. `lock` and `installed` are the `packages` of
 * package-lock.json and of npm's own note in node_modules; both carry a hash for every package.
 */
export function findDifference(lock, installed, host) {
  for (const [path, entry] of Object.entries(lock)) {
    if (!path.includes('node_modules/') || entry.link) continue;
    const found = installed[path];
    if (found === undefined) {
      const inside = entry.inBundle === true || entry.optional === true;
      if (isForElsewhere(entry, host) || (inside && entry.os === undefined && entry.cpu === undefined))
        continue;
      return `${path} is missing`;
    }
    if (found.version !== entry.version || found.integrity !== entry.integrity)
      return `${path} is another one`;
  }
  const extra = Object.keys(installed).find((path) => path.includes('node_modules/') && !(path in lock));
  return extra === undefined ? null : `${extra} is not in the lock file`;
}
