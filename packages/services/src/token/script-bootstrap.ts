import { AGENT_FILE_NAMES } from '@teredo-fleet/protocol';

/** An assignment of JScript's own, made where its failure is caught. */
const option = (value: number) => `new Function('o','o.Option(9)=${value}')(r)`;

const quit = (words: string) => `{WScript.Echo(${words});WScript.Quit(1)}`;

/**
 * What fetches the script agent on a Windows that has nothing but its script host: by WinHttp, compared with the SHA-256
 * (FIPS 180-4) that the line carries before anything of it runs; the agent is put beside it, whole or not at all,
 * and one that is there already and the same is left alone. It is ECMAScript 3 of one line. There is no quotation mark, percent sign or exclamation mark in it, for which a Windows shell has no escape that
 * holds everywhere. WinHttp bounds neither time nor size of an answer, so it is given up after two minutes, or where it
 * says that it is larger than any agent. Over https it is told to speak TLS 1.2, which Windows 7 and 8 do only then, and
 * 1.0 where it knows no newer (`SecureProtocols`, option 9).
 */
export function scriptBootstrap({ url, sha256 }: { url: string; sha256: string }): string {
  const tls = url.startsWith('https:') ? `try{${option(0xa80)}}catch(e){try{${option(0x80)}}catch(x){}}` : '';
  return [
    'var M=Math,Z=M.pow(2,32),H=[],k=[],w=[],n,i,j,d,a,t,u,l,N',
    'function g(x,r){return x>>>r|x<<32-r}',
    'for(n=2;k.length<64;n++){for(d=2;d<n;d++)if(M.floor(n/d)*d==n)break;if(d==n){if(H.length<8)H.push(M.pow(n,.5)*Z|0);k.push(M.pow(n,1/3)*Z|0)}}',
    `var r=new ActiveXObject('WinHttp.WinHttpRequest.5.1');r.Open('GET','${url}',true);${tls}`,
    `try{r.Send();for(n=0;n<120;n++){if(r.WaitForResponse(1))break;try{if(parseInt(r.GetResponseHeader('Content-Length'),10)>999999)n=120}catch(e){}}}catch(e)${quit(`'The agent could not be fetched, so nothing was run: '+e.description`)}`,
    `if(n>=120){r.Abort();WScript.Echo('The agent did not come whole within two minutes, or is too large. Nothing of it was run.');WScript.Quit(1)}`,
    'var s=r.ResponseText,b=[];l=s.length;N=((l+8>>6)+1)*16',
    'for(i=0;i<N;i++)b[i]=0',
    'for(i=0;i<l;i++)b[i>>2]|=s.charCodeAt(i)<<24-(i&3)*8',
    'b[l>>2]|=128<<24-(l&3)*8;b[N-1]=l*8',
    'for(i=0;i<N;i+=16){a=H.slice(0);for(j=0;j<64;j++){if(j<16)w[j]=b[i+j];else{t=w[j-15];u=w[j-2];w[j]=w[j-16]+w[j-7]+(g(t,7)^g(t,18)^t>>>3)+(g(u,17)^g(u,19)^u>>>10)|0}' +
      't=a[7]+(g(a[4],6)^g(a[4],11)^g(a[4],25))+(a[4]&a[5]^~a[4]&a[6])+k[j]+w[j];u=(g(a[0],2)^g(a[0],13)^g(a[0],22))+(a[0]&a[1]^a[0]&a[2]^a[1]&a[2]);' +
      'a=[t+u|0,a[0],a[1],a[2],a[3]+t|0,a[4],a[5],a[6]]}for(j=0;j<8;j++)H[j]=H[j]+a[j]|0}',
    `for(i=0,t='';i<8;i++)t+=('0000000'+(H[i]>>>0).toString(16)).slice(-8)`,
    `if(r.Status==200){}else${quit(`'The server gave no agent out: it answered '+r.Status+'. Where that is 429, too many fetch it from there now: wait a minute, then do this again. Nothing was run.'`)}`,
    `if(t=='${sha256}'){}else${quit(`'What was downloaded is not the agent that this line names. Nothing of it was run.'`)}`,
    `var f=new ActiveXObject('Scripting.FileSystemObject'),p=f.BuildPath(f.GetParentFolderName(WScript.ScriptFullName),'${AGENT_FILE_NAMES.script}'),q=p+'.new',o`,
    `function same(){if(f.FileExists(p))if(f.GetFile(p).Size==l){o=f.OpenTextFile(p);t=o.ReadAll();o.Close();return t==s}return false}`,
    `try{if(same()){}else{o=f.CreateTextFile(q,true);o.Write(s);o.Close();if(f.FileExists(p))f.DeleteFile(p,true);f.MoveFile(q,p)}}catch(e)${quit(`'The agent could not be written to '+p+': '+e.description+'. What was there before stays.'`)}`,
  ].join(';');
}
