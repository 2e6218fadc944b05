/** Names that Babel makes for what it unfolds: they say what they came from, at length. */
const MADE = /^_[A-Za-z0-9_$]{2,}$/;

function namesIn(program) {
  const names = new Set();
  program.traverse({
    Identifier({ node }) {
      names.add(node.name);
    },
  });
  return names;
}

/** A name that nothing in the program has, and nothing around the scope was given. */
function freeName(scope, taken) {
  for (let number = 0; ; number += 1) {
    const name = `$${number.toString(36)}`;
    if (!taken.has(name) && !scope.hasBinding(name, true)) return name;
  }
}

/** Babel plugin: short names for those that Babel made, outer scopes first, so that no inner one hides an outer one. */
export const shortNames = () => ({
  visitor: {
    Program(program) {
      const taken = namesIn(program);
      const shorten = ({ scope }) => {
        for (const name of Object.keys(scope.bindings))
          if (MADE.test(name)) scope.rename(name, freeName(scope, taken));
      };
      shorten(program);
      program.traverse({ Scope: shorten });
    },
  },
});
