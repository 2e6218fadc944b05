import { createHash } from 'node:crypto';

/** Plain rules that Internet Explorer 6 reads; what it does not know, it leaves out. */
export const PAGE_STYLE = `
body { margin: 0; padding: 1em; background: #fff; color: #1c2430; font: 100%/1.5 "Segoe UI", Tahoma, "Noto Sans", sans-serif; }
#page { max-width: 40em; margin: 0 auto; }
h1 { font-size: 1.5em; line-height: 1.25; margin: 0 0 .5em; }
h2 { font-size: 1em; margin: 1.5em 0 .25em; }
p, ul { margin: 0 0 .5em; }
ul { padding: 0 0 0 1.25em; }
h1, p, td, li { overflow-wrap: break-word; word-wrap: break-word; }
.quiet { color: #566070; }
.notice { margin: 1em 0; padding: .75em 1em; background: #f1f4f8; border: 1px solid #c9d2de; border-radius: 6px; }
.notice p { margin: .25em 0; }
.status { font-weight: bold; }
form { margin: 0 0 .75em; }
label { display: block; margin: 0 0 .25em; }
input.button { min-height: 44px; min-width: 9em; padding: .5em 1em; font: inherit; cursor: pointer; color: #1c2430; background: #e6ebf2; border: 1px solid #6b7789; border-radius: 6px; white-space: normal; }
input.first { color: #fff; background: #1559b3; border-color: #1559b3; font-weight: bold; }
select { min-height: 44px; max-width: 100%; padding: .25em .5em; margin: 0 .5em .5em 0; font: inherit; color: #1c2430; background: #fff; border: 1px solid #6b7789; border-radius: 6px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35em .5em .35em 0; border-bottom: 1px solid #c9d2de; }
th { font-weight: bold; }
a { color: #1559b3; }
.languages a, .languages strong { display: inline-block; padding: .6em 1em .6em 0; }
.bar { display: none; }
.foot { margin-top: 2em; padding-top: .75em; border-top: 1px solid #c9d2de; }
@media (prefers-color-scheme: dark) {
  body { background: #14181f; color: #e6eaf0; }
  .quiet { color: #a7b1c0; }
  .notice { background: #1d2430; border-color: #3a4454; }
  input.button { color: #e6eaf0; background: #2b3442; border-color: #7b8798; }
  input.first { color: #0d1117; background: #7fb2ff; border-color: #7fb2ff; }
  select { color: #e6eaf0; background: #1d2430; border-color: #7b8798; }
  th, td, .foot { border-color: #3a4454; }
  a { color: #8fbcff; }
}
`;

const digest = createHash('sha256').update(PAGE_STYLE).digest('base64');

/** Nothing but the one style sheet, and forms that come back here. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${digest}'`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');
