import { takeCheckout } from './checkout-lock.mjs';
import { installDependencies } from './install.mjs';
import { phase } from './phase.mjs';
import { root } from './repo.mjs';

/** Installs, then runs these phases (`[title, work]`), while no other process does so in this checkout. */
export async function prepare(phases) {
  const release = await takeCheckout(root, (pid) =>
    process.stdout.write(`  … waiting: process ${pid} installs or builds here\n`),
  );
  try {
    await phase('dependencies', installDependencies);
    for (const [title, work] of phases) await phase(title, work);
  } finally {
    release();
  }
}
