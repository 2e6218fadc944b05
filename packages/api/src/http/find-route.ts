import { type HttpRoute, pathFieldsOf } from './http-route';
import { ROUTES } from './routes';

/** A route and what its path says; or which methods the path has; or nothing. */
export type Found =
  | { kind: 'route'; route: HttpRoute; path: Record<string, string> }
  | { kind: 'other-method'; allow: string[] }
  | { kind: 'nothing' };

interface Pattern {
  route: HttpRoute;
  expression: RegExp;
}

/** Letters of a path stand for themselves; a field takes one segment. */
const PATTERNS: readonly Pattern[] = ROUTES.map((route) => ({
  route,
  expression: new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`),
}));

function fieldsOf(route: HttpRoute, values: readonly string[]): Record<string, string> {
  const names = pathFieldsOf(route);
  return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]));
}

const isJson = ({ answer }: HttpRoute): boolean => answer === 'json';

/**
 * What a request for `path` (below `/api/v1`, percent-encoded and decodable) asks for. HEAD asks what GET asks, but for a file:
 * that one was taken is put on record.
 */
export function findRoute(method: string, path: string): Found {
  const asked = method === 'HEAD' ? 'GET' : method;
  const matching = PATTERNS.flatMap(({ route, expression }) => {
    const [whole, ...values] = expression.exec(path) ?? [];
    return whole === undefined ? [] : [{ route, values }];
  });
  const found = matching.find(({ route }) => route.method === asked && (method !== 'HEAD' || isJson(route)));
  if (found !== undefined)
    return { kind: 'route', route: found.route, path: fieldsOf(found.route, found.values) };
  if (matching.length === 0) return { kind: 'nothing' };
  const allow = matching.flatMap(({ route }) =>
    route.method === 'GET' && isJson(route) ? ['GET', 'HEAD'] : [route.method],
  );
  return { kind: 'other-method', allow: [...new Set(allow)].sort() };
}
