import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import type ts from 'typescript';
import { findEnvironmentReads, findImpurities } from './find-impurities';
import { ADAPTERS, FILE_GRANTS, LAYERS, type Layer, MAY_READ_ENVIRONMENT, MAY_SPAWN } from './layers';
import { type ImportStatement, parseSource, readImports } from './read-imports';
import type { SourceText } from './source-file';

const SCOPE = '@teredo-fleet/';
const NODE_MODULES = new Set(builtinModules);

function layerOf(path: string): Layer | null {
  return LAYERS.find(({ folder }) => path.startsWith(`${folder}/`)) ?? null;
}

function isNodeModule(specifier: string): boolean {
  return specifier.startsWith('node:') || NODE_MODULES.has(specifier.split('/')[0] ?? '');
}

function mayImportWorkspace(path: string, layer: Layer, target: string, typeOnly: boolean): boolean {
  if (layer.folder.endsWith(`/${target}`) || layer.mayImport.includes(target)) return true;
  if (typeOnly && layer.mayImport.includes(`types:${target}`)) return true;
  return FILE_GRANTS.some(
    ({ file, mayImport }) =>
      file.test(path) && (mayImport.includes(target) || (typeOnly && mayImport.includes(`types:${target}`))),
  );
}

function checkWorkspace(path: string, layer: Layer, found: ImportStatement): string | null {
  const part = found.specifier.slice(SCOPE.length);
  const target = part.split('/')[0] ?? '';
  if (layer.mayImport.includes(part)) return null;
  if (mayImportWorkspace(path, layer, target, found.typeOnly)) return null;
  const how = layer.mayImport.includes(`types:${target}`) ? ' (only its types are open)' : '';
  return `${layer.folder} -> ${target}${how}: ${layer.reason}`;
}

function checkRelative(path: string, layer: Layer, specifier: string): string | null {
  const target = posix.join(posix.dirname(path), specifier);
  if (!target.startsWith(`${layer.folder}/`)) {
    return `${layer.folder} -> ${target}: a package is imported by its name, never by a path into it`;
  }
  const own = ADAPTERS.find((folder) => path.startsWith(`${folder}/`));
  const other = ADAPTERS.find((folder) => target === folder || target.startsWith(`${folder}/`));
  const crossing = own !== undefined && other !== undefined && own !== other;
  return crossing ? `${own} -> ${other}: adapters stand beside each other and never import each other` : null;
}

function checkOutside(path: string, layer: Layer, found: ImportStatement): string | null {
  const { specifier } = found;
  const { outside } = layer;
  const isClosed = outside === 'closed' || (outside !== 'open' && !outside.includes(specifier));
  if (isClosed) return `${layer.folder} -> ${specifier}: ${layer.reason}`;
  const spawns = /^(node:)?child_process$/.test(specifier) && !found.typeOnly;
  if (!spawns || MAY_SPAWN.some(({ file }) => file.test(path))) return null;
  return `${path} -> ${specifier}: processes are started in few places, so that timeout, locale and arguments are seen to in each`;
}

function checkImport(path: string, layer: Layer, found: ImportStatement): string | null {
  const { specifier } = found;
  if (specifier.startsWith(SCOPE)) return checkWorkspace(path, layer, found);
  if (specifier.startsWith('.')) return checkRelative(path, layer, specifier);
  if (!isNodeModule(specifier) && layer.folder === 'apps/web' && specifier.startsWith('@/')) return null;
  return checkOutside(path, layer, found);
}

function checkContent(source: SourceText, layer: Layer, file: ts.SourceFile): string[] {
  const found: string[] = [];
  if (layer.outside === 'closed') {
    for (const { line, what } of findImpurities(file)) {
      found.push(
        `${source.path}:${line} uses ${what}: time, chance and the outside are arguments in a pure package`,
      );
    }
  }
  if (!MAY_READ_ENVIRONMENT.some(({ file: allowed }) => allowed.test(source.path))) {
    for (const { line } of findEnvironmentReads(file)) {
      found.push(
        `${source.path}:${line} reads process.env: the environment is read once, in one configuration file`,
      );
    }
  }
  return found;
}

/** Everything in one file that the drawing forbids, each with its reason; empty when it keeps to the drawing. */
export function checkBoundaries(source: SourceText): string[] {
  const layer = layerOf(source.path);
  if (layer === null)
    return [`${source.path}: its package is not in the drawing; add it to layers.ts with its reason`];
  const file = parseSource(source);
  const imports = readImports(file).flatMap((found) => {
    const broken = checkImport(source.path, layer, found);
    return broken === null ? [] : [`${source.path}:${found.line} ${broken}`];
  });
  return [...imports, ...checkContent(source, layer, file)];
}
