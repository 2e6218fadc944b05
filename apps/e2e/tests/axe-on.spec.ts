import { axeOn } from './axe-on';
import { expect, test } from './browser';

const FAULTY = `<!doctype html><html lang="en"><title>A page</title><main>
  <h1>A page</h1>
  <p style="color: #999; background: #aaa">hard to read</p>
  <a href="/">home</a> <button></button> <img src="data:," />
  <div id="same"></div><label id="same" for="same">Name</label><input />
</main></html>`;

test('what keeps people from using a page is found, and where', async ({ page }) => {
  await page.setContent(FAULTY);
  const { violations } = await axeOn(page).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join()}`),
  ).toEqual(['button-name button', 'color-contrast p', 'image-alt img', 'label input']);
  const colours = await axeOn(page).withRules(['color-contrast']).analyze();
  expect(colours.violations.map(({ id }) => id)).toEqual(['color-contrast']);
  await page.setContent(
    '<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1></main></html>',
  );
  expect((await axeOn(page).analyze()).violations).toEqual([]);
});
