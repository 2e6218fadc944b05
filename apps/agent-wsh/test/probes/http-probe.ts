import { scriptHost } from '../../src/host/host';
import { postText } from '../../src/host/http';

const [url, timeoutMs] = [scriptHost().Arguments.Item(0), Number(scriptHost().Arguments.Item(1))];
const before = Date.now();
const answer = postText({ url, contentType: 'text/plain', body: 'hello', timeoutMs });
scriptHost().Echo(JSON.stringify({ answer, tookMs: Date.now() - before }));
