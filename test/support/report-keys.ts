/** Every key of a run's report, in the order in which it is printed. */
export const reportKeys = [
  'callsOffered',
  'callsAnswered',
  'callsLost',
  'callbacksRequested',
  'callbacksDialed',
  'callbacksReached',
  'callbacksOpen',
  'callbacksLost',
  'doubleDials',
  'orderInversions',
  'holdMinutes',
  'waitToAgentSeconds',
  'waitAfterReadySeconds',
  'agentIdleSecondsPerCallback',
  'dialOutcomes',
  'lost',
];
