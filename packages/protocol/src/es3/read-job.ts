import type { JobPayload } from '../job';
import { isCounted, isInstant, isSeconds, isUuid } from './common-shapes';
import { MAX_NOTICE_ADDRESS_LENGTH, NOTICE_ADDRESS } from './notice-address';
import {
  hasFields,
  isAnyOf,
  isBoolean,
  isInteger,
  isLike,
  isList,
  isNullOr,
  isOneOf,
  isPair,
  isText,
  mayHave,
} from './shapes';

const isDesired = hasFields({
  teredo: hasFields({
    mode: isOneOf(['on', 'off']),
    type: isNullOr(isOneOf(['client', 'enterpriseclient', 'natawareclient', 'default'])),
    serverName: isNullOr(isLike(/^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/)),
    refreshIntervalSeconds: isNullOr(isInteger(1, 86_400)),
    clientPort: isNullOr(isInteger(1, 65_535)),
  }),
  ipv6: isOneOf(['install-if-missing', 'leave']),
  firewall: isOneOf(['allow-teredo', 'remove-exception', 'leave']),
  allowReboot: isBoolean,
  acceptFirewallOff: isBoolean,
});

const isPolicy = hasFields({
  kind: isOneOf(['none', 'inform', 'acknowledge', 'defer']),
  mayRefuse: isBoolean,
  minimumNoticeSeconds: isSeconds,
  maxDeferrals: isInteger(0, 100),
  minimumDeferralSeconds: isSeconds,
  answerTimeoutSeconds: isInteger(1, 604_800),
  whenNobodyLoggedOn: isOneOf(['start', 'wait']),
});

const isNoticeText = hasFields({ language: isText(0, 35), title: isText(1, 120), body: isText(1, 2000) });

const isNoticeAddress = (value: unknown) =>
  isText(1, MAX_NOTICE_ADDRESS_LENGTH)(value) === null ? null : isLike(NOTICE_ADDRESS)(value);

const isJob = mayHave(
  hasFields({
    v: isOneOf([1]),
    jobId: isUuid,
    attempt: isCounted,
    machineId: isUuid,
    enrolmentId: isUuid,
    rolloutId: isUuid,
    sequence: isCounted,
    work: isAnyOf<unknown>([
      hasFields({ kind: isOneOf(['apply']), desired: isDesired }),
      hasFields({ kind: isOneOf(['restore']), savedByJob: isUuid }),
    ]),
    planHash: isLike(/^[0-9a-f]{64}$/),
    issuedAt: isInstant,
    notBefore: isInstant,
    notAfter: isInstant,
    windows: isList(isPair(isInstant), 64),
    notice: hasFields({ policy: isPolicy, texts: isList(isNoticeText, 40) }),
    contactWindowSeconds: isInteger(30, 86_400),
    witnesses: isList(isText(0, 64), 8),
    verify: hasFields({ attempts: isInteger(1, 60), intervalSeconds: isInteger(1, 600) }),
  }),
  { noticeUrl: isNoticeAddress, usersNamedBy: isOneOf(['account', 'id', 'pseudonym']) },
);

/** A job from its JSON value, after its signature was found good; null when it is none. Never throws. */
export function readJobEs3(value: unknown): JobPayload | null {
  const read = isJob(value);
  return read === null ? null : (read.is as JobPayload);
}
