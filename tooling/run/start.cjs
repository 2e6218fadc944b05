// Written in old syntax on purpose: an old Node must get this sentence, not a syntax error.
var parts = process.versions.node.split('.');
var major = Number(parts[0]);
var minor = Number(parts[1]);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    'Teredo Fleet needs Node 20.19 or later; this is Node ' +
      process.versions.node +
      ' (' +
      process.execPath +
      ').\nInstall a newer Node, then run npm start again.\n',
  );
  process.exit(1);
}
import('./start.mjs').then(
  function (start) {
    return start.main(process.argv.slice(2));
  },
  function (error) {
    process.stderr.write(String((error && error.stack) || error) + '\n');
    process.exit(1);
  },
);
