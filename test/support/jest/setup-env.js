const { AsyncLocalStorage } = require('node:async_hooks');

// The SDK warns once per process that it will drop Node 20; one line per test file would bury the results.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
process.env.AWS_REGION ??= 'eu-west-2';

// jest-circus runs the tests of each file in an AsyncLocalStorage and never closes it. Before Node 24 every one that is
// open makes every promise of the process dearer: after a hundred files simulations took three times as long.
const openKey = Symbol.for('holdfree.test.open-storages');
const { prototype } = AsyncLocalStorage;
prototype[openKey] ??= watched(prototype);
for (const storage of prototype[openKey]) storage.disable();
prototype[openKey].clear();

/** Those that have run something since the last file began. */
function watched(target) {
  const open = new Set();
  const { run } = target;
  target.run = function watchedRun(...args) {
    open.add(this);
    return Reflect.apply(run, this, args);
  };
  return open;
}
