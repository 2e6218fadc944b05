/** What everybody tries first among passwords of twelve characters or more, in lower case. */
const COMMON = new Set([
  '123456789012',
  '1234567890123',
  '1234567891011',
  '12345678901234567890',
  '123123123123',
  '112233445566',
  '0123456789012',
  '987654321098',
  '121212121212',
  '1q2w3e4r5t6y',
  '1q2w3e4r5t6y7u',
  '1q2w3e4r5t6y7u8i',
  '1qaz2wsx3edc',
  '1qaz2wsx3edc4rfv',
  'q1w2e3r4t5y6',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyuiopasdf',
  'qwerty123456',
  'qwerty1234567',
  'qwerty12345678',
  'qwertyuiop[]',
  'asdfghjkl123',
  'asdfghjklzxcvbnm',
  'zaq12wsxcde3',
  'abc123abc123',
  'abcd12345678',
  'abcdefghijkl',
  'abcdefghijklm',
  'a1b2c3d4e5f6',
  'administrator',
  'administrator1',
  'administrator123',
  'admin1234567',
  'admin12345678',
  'adminadminadmin',
  'changeme1234',
  'changemechangeme',
  'iloveyou1234',
  'iloveyouiloveyou',
  'letmein12345',
  'letmeinletmein',
  'passw0rd1234',
  'password1234',
  'password12345',
  'password123456',
  'password123!',
  'passwordpassword',
  'p@ssw0rd1234',
  'p@ssword1234',
  'p@ssw0rd123!',
  'welcome12345',
  'welcome123456',
  'welcomewelcome',
  'correcthorsebatterystaple',
  'teredofleet1',
  'teredo-fleet',
  'teredofleet123',
  'trustno1trustno1',
  'unknownunknown',
  'superman1234',
  'footballfootball',
  'princess1234',
  'sunshine1234',
  'monkeymonkey',
  'dragondragon',
  'spring202612',
  'summer202612',
  'winter202612',
]);

const isRun = (text: string): boolean => {
  const steps = new Set([...text].slice(1).map((char, index) => char.charCodeAt(0) - text.charCodeAt(index)));
  return steps.size === 1 && [0, 1, -1].includes([...steps][0] ?? 0);
};

const isRepetition = (text: string): boolean => /^(.{1,4})\1+$/su.test(text);

/** Whether this password is among the first that anybody would try for this person. */
export function isCommonPassword(password: string, email: string): boolean {
  const text = password.toLowerCase();
  const [local = ''] = email.toLowerCase().split('@');
  if (text === email.toLowerCase() || (local.length >= 8 && text.replace(/[^a-z]/g, '') === local))
    return true;
  return COMMON.has(text) || isRun(text) || isRepetition(text);
}
