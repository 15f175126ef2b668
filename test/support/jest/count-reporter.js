const path = require('node:path');

const SKIPPED_STATUSES = new Set(['pending', 'skipped', 'disabled', 'todo']);

/** The last line of a run: tests, not files. A file that could not run counts as one failed test. */
function countLine(results) {
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + (results.runExecError ? 1 : 0);
  return `${results.numPassedTests} passed, ${failed} failed, ${skippedCount(results)} skipped`;
}

function skippedCount(results) {
  return results.numPendingTests + results.numTodoTests;
}

/** One line for each skipped test; its describe block carries the reason (see test/support/describe-with.ts). */
function skippedLines(results, rootDir) {
  return results.testResults.flatMap(({ testFilePath, testResults }) =>
    testResults
      .filter((test) => SKIPPED_STATUSES.has(test.status))
      .map((test) => `skipped: ${path.relative(rootDir, testFilePath)}: ${test.fullName}`),
  );
}

/**
 * Closes every run on `N passed, N failed, N skipped`. It prints when the process exits, because jest always puts its
 * own summary after the last reporter. With HOLDFREE_NOTHING_SKIPPED set, a skipped test fails the run.
 */
class CountReporter {
  constructor(globalConfig) {
    this.globalConfig = globalConfig;
  }

  onRunComplete(_contexts, results) {
    const skipped = skippedCount(results);
    // Tests left out by -t are the caller's own choice: counted, but not listed.
    const lines = this.globalConfig.testNamePattern ? [] : skippedLines(results, this.globalConfig.rootDir);
    if (skipped > 0 && process.env.HOLDFREE_NOTHING_SKIPPED) {
      const reason = `HOLDFREE_NOTHING_SKIPPED is set and ${skipped} skipped`;
      this.error = new Error(reason);
      lines.push(`failed: ${reason}`);
    }
    lines.push(countLine(results));
    if (this.report === undefined) process.once('exit', () => process.stdout.write(`${this.report}\n`));
    this.report = lines.join('\n');
  }

  /** jest turns a reporter's error into a failed run. */
  getLastError() {
    return this.error;
  }
}

module.exports = CountReporter;
