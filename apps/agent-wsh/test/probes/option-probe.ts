import { createObject, scriptHost } from '../../src/host/host';
import { type WithOptions, writeOption } from '../../src/host/tls';

interface Request extends WithOptions {
  Open(method: string, url: string, async: boolean): void;
}

/** Of an address: the one option that Wine knows as well. */
const CODE_PAGE = 2;

const request = createObject<Request>('WinHttp.WinHttpRequest.5.1');
request.Open('GET', 'http://127.0.0.1/', true);
writeOption(request, CODE_PAGE, 1252);
scriptHost().Echo(String(request.Option(CODE_PAGE)));
