/** The bytes of CHARACTERS in code page 936, four hexadecimal digits each. */
const BYTES =
  'a1a3b0dcb0e3b1beb2a5b2bfb2ceb2d9b2dfb3c6b3c9b4cbb4edb4f2b4fab5a5b5c0b5c4b5d8b5e3b6a8b6aab6afb6cbb6ce' +
  'b6cfb6d4b6e0b7a2b7a8b7c3b7d6b7f1b7feb8f4b9a6b9cab9d8b9dcb9e3b9fdbaf3bba7bbbdbbd8bbfabcc6bcd9bce4bdd3' +
  'bde2bdfbbeadbeb6bed3bed6bedcbef8bfaabfcdbfd8bfdac0b4c0e0c0edc0fdc1acc1b4c1dac2b7c2d4c2e7c2ebc3bdc3e8' +
  'c3ebc3fbc4a3c4acc4dcc5e4c6f4c6f7c7b0c7b1c7ebc7f3c8abc8b7c8cec8cfc9cfc9e4caa7cab5cabdcac7cacacad7cae2' +
  'caf6cafdcba2cbb3cbe3cbedccacccd8cce5cda3cda8cdb3cdd0cde2cdeacdf8ceaaceb4cebbcecacedeceefcef1cef3cef6' +
  'cfb5cfd4cfecd0add0c2d0cdd0d0d0d1d0e9d0f2d1a1d2bbd2d1d2e2d2e9d3a6d3b3d3c3d3c9d3dad4cbd4dad5bed5cfd5fd' +
  'd6b7d6b9d6c3d6c6d6d0d6d8d6f7d7aad7b4d7bad7d3d7d4d7f7';

/**
 * The characters of every Chinese text of netsh, ipconfig and sc that is known here. The whole code page would weigh a
 * hundred times as much in the script for Windows XP.
 */
const CHARACTERS =
  '。败般本播部参操策称成此错打代单道的地点定丢动端段断对多发法访分否服隔功故关管广过后户唤回机计假间接' +
  '解禁经径居局拒绝开客控口来类理例连链邻路略络码媒描秒名模默能配启器前潜请求全确任认上射失实式是适首殊' +
  '述数刷顺算隧态特体停通统托外完网为未位问无物务误析系显响协新型行醒虚序选一已意议应映用由于运在站障正' +
  '址止置制中重主转状缀子自作';

function pairsOf(bytes: string, characters: string): { [pair: number]: number } {
  const pairs: { [pair: number]: number } = {};
  for (let index = 0; index < characters.length; index += 1) {
    pairs[parseInt(bytes.slice(index * 4, index * 4 + 4), 16)] = characters.charCodeAt(index);
  }
  return pairs;
}

/** Code unit by pair of bytes (lead times 256 plus trail). */
export const CHARACTERS_936: { [pair: number]: number } = pairsOf(BYTES, CHARACTERS);
