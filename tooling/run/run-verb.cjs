/** Runs one of the repo's verbs, `./<verb>.mjs`, and ends with its exit code. */
module.exports = async function runVerb(verb, args) {
  const { RunError } = await import('./run-error.mjs');
  try {
    const { main } = await import(`./${verb}.mjs`);
    await main(args);
  } catch (error) {
    const text = error instanceof RunError ? error.message : (error?.stack ?? error);
    process.stderr.write(`${text}\n`);
    process.exit(1);
  }
};
