// Called by ModelerImportTest: reads diagrams with the Modeler's own reader and says what it would warn of.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { BpmnModdle } from 'bpmn-moddle';

const require = createRequire(import.meta.url);
const moddle = new BpmnModdle({
  zeebe: require('zeebe-bpmn-moddle/resources/zeebe.json'),
  modeler: require('modeler-moddle/resources/modeler.json'),
});

for (const file of process.argv.slice(2)) {
  const { rootElement, warnings, elementsById } = await moddle.fromXML(readFileSync(file, 'utf8'));
  warnings.forEach(warning => console.log(`${file}: ${warning.message}`));
  const { executionPlatform, executionPlatformVersion } = rootElement;
  if (executionPlatform !== 'Camunda Cloud' || executionPlatformVersion !== '8.6.0') {
    console.log(`${file}: made for ${executionPlatform} ${executionPlatformVersion}`);
  }
  // What the reader does not know it keeps aside without a word: attributes here, elements as generic ones.
  for (const element of [rootElement, ...Object.values(elementsById)]) {
    strange(element).forEach(what => console.log(`${file}: ${element.id}: ${what}`));
  }
}

function strange(element) {
  const found = Object.keys(element.$attrs).filter(name => !name.startsWith('xmlns')).map(name => `unknown attribute ${name}`);
  const extensions = element.extensionElements?.values ?? [];
  return found.concat(extensions.flatMap(generic));
}

function generic(element) {
  const children = element.$children ?? [];
  const own = element.$descriptor.isGeneric ? [`unknown element ${element.$type}`] : [];
  return own.concat(children.flatMap(generic));
}
