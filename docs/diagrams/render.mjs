// Called by render.sh: draws BPMN files with the Modeler's own renderer, on white so that they show on dark pages too.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chromium } from 'playwright-core';

const [target, ...files] = process.argv.slice(2);
const viewer = readFileSync('node_modules/bpmn-js/dist/bpmn-viewer.production.min.js', 'utf8');

const browser = await chromium.launchPersistentContext('profile', {
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage();
for (const file of files) {
  await page.setContent('<div id="canvas" style="width: 2000px; height: 1200px"></div>');
  await page.addScriptTag({ content: viewer });
  const drawn = await page.evaluate(async xml => {
    const bpmn = new BpmnJS({ container: '#canvas' });
    const { warnings } = await bpmn.importXML(xml);
    const { svg } = await bpmn.saveSVG();
    return { svg, warnings: warnings.map(String) };
  }, readFileSync(file, 'utf8'));
  drawn.warnings.forEach(warning => console.warn(`${file}: ${warning}`));
  const name = basename(file, '.bpmn');
  writeFileSync(join(target, `${name}.svg`), onWhite(drawn.svg));
  console.log(`${name}.svg`);
}
await browser.close();

function onWhite(svg) {
  const [x, y, width, height] = svg.match(/viewBox="([^"]+)"/)[1].split(' ');
  const sheet = `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="white" />`;
  return svg.replace(/<svg[^>]*>/, tag => tag + sheet);
}
