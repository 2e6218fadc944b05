import { fileURLToPath } from 'node:url';
import { Language, type Node, Parser } from 'web-tree-sitter';

/** A script as PowerShell's grammar takes it apart. */
export interface PowerShellTree {
  /** What is no PowerShell, or is missing; empty: nothing. */
  faults: string[];
  /** The kinds of its nodes, nested: the same for two scripts that differ in their texts alone. */
  shape: string;
  /** What it calls, in order: commands, and methods of objects. */
  calls: string[];
  /** Its texts that are taken as they stand, without their quotation marks. */
  texts: string[];
  variables: string[];
}

const GRAMMAR = fileURLToPath(import.meta.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm'));

function* nodesIn(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children) if (child !== null) yield* nodesIn(child);
}

const isCall = ({ type, parent }: Node) =>
  type === 'command_name' || (type === 'member_name' && parent?.type === 'invokation_expression');

function treeOf(root: Node): PowerShellTree {
  const nodes = [...nodesIn(root)];
  const textsOf = (type: string) => nodes.filter((node) => node.type === type).map(({ text }) => text);
  return {
    faults: nodes.filter((node) => node.isError || node.isMissing).map(({ type, text }) => `${type} ${text}`),
    shape: root.toString(),
    calls: nodes.filter(isCall).map(({ text }) => text),
    texts: textsOf('verbatim_string_characters').map((text) =>
      text.slice(1, -1).replace(/(['\u2018-\u201b])['\u2018-\u201b]/g, '$1'),
    ),
    variables: textsOf('variable'),
  };
}

/** A parser of PowerShell, made from the grammar that editors use; it knows the plain quotation mark only, of five. */
export async function powerShellParser(): Promise<(script: string) => PowerShellTree> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(GRAMMAR));
  return (script) => {
    const tree = parser.parse(script);
    if (tree === null) throw new Error('no tree');
    try {
      return treeOf(tree.rootNode);
    } finally {
      tree.delete();
    }
  };
}
