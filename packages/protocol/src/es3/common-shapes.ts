import { isInteger, isLike, isText } from './shapes';

export const isUuid = isLike(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
export const isKey = isLike(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/);
export const isBase64 = isLike(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/);
export const isInstant = isInteger(0, 253_402_300_799_999);
export const isSeconds = isInteger(0);
export const isCounted = isInteger(1);
export const isShortText = isText(0, 500);
