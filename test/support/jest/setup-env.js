const { AsyncLocalStorage } = require('node:async_hooks');

// The SDK warns once per process that it will drop Node 20; one line per test file would bury the results.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
process.env.AWS_REGION ??= 'eu-west-2';

// jest-circus keeps which test runs in an AsyncLocalStorage of each file, and never closes it. Before Node 24 each that
// has run makes every promise of the process dearer: after a hundred files simulations took three times as long. Tests
// run one after another, so a variable says as well whose an error is that nobody has caught.
const plainKey = Symbol.for('holdfree.test.plain-contexts');
const { prototype } = AsyncLocalStorage;
prototype[plainKey] ??= keepContextsPlainly(prototype);

function keepContextsPlainly(target) {
  const { run, getStore } = target;
  const current = new WeakMap();
  target.run = function runPlainly(context, callback, ...args) {
    if (!isOfJest(context)) return Reflect.apply(run, this, [context, callback, ...args]);
    const before = current.get(this);
    current.set(this, context);
    return callback(...args).finally(() => current.set(this, before));
  };
  target.getStore = function getPlainly() {
    return current.has(this) ? current.get(this) : Reflect.apply(getStore, this, []);
  };
  return true;
}

/** What runs in it is a test or a hook, and gives a promise. */
function isOfJest(context) {
  return typeof context === 'object' && context !== null && ('test' in context || 'hook' in context);
}
