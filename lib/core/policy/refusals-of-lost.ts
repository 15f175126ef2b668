import { STANDARD_CLASS } from '../callback/request';
import { longestClosedHours } from './closed-hours';
import { commonWindows } from './common-windows';
import { show, type PolicyRefusal } from './refusals';
import type { ParsedConfig, ParsedQueue } from './schema';

/** What no single field of lost calls shows: queues and classes that are not there, hours in which nobody could be called. */
export function refusalsOfLost(config: ParsedConfig, queue: ParsedQueue, at: string): readonly PolicyRefusal[] {
  const { sms, task, callBack } = queue.lost;
  const isSmsPossible = !sms || config.notices.sms !== undefined;
  return [
    ...(isSmsPossible
      ? []
      : [{ field: `${at}.lost.sms`, value: show(sms), allowed: 'false: notices.sms does not say who sends one' }]),
    ...refusalsOfName(config, `${at}.lost.task.queue`, task?.queue),
    ...refusalsOfName(config, `${at}.lost.task.escalateTo`, task?.escalateTo),
    ...(callBack === undefined ? [] : refusalsOfCallBack(config, queue, `${at}.lost.callBack`)),
  ];
}

/** The class of very important callers is one of some queue. */
export function refusalsOfVipClass({ vipClass, queues }: ParsedConfig): readonly PolicyRefusal[] {
  const isThere = queues.some(({ classes }) => classes.some(({ name }) => name === vipClass));
  if (vipClass === undefined || isThere) return [];
  return [{ field: 'vipClass', value: show(vipClass), allowed: 'the name of a class of some queue of this file' }];
}

/** A queue that is named is there. */
export function refusalsOfName({ queues }: ParsedConfig, field: string, name: string | undefined) {
  if (name === undefined || queues.some((queue) => queue.name === name)) return [];
  return [{ field, value: show(name), allowed: 'the name of a queue of this file' }];
}

function refusalsOfCallBack(config: ParsedConfig, queue: ParsedQueue, at: string): readonly PolicyRefusal[] {
  const { queue: name = queue.name, class: className, mode, giveUpSeconds } = queue.lost.callBack ?? {};
  const calling = config.queues.find((one) => one.name === name);
  if (calling === undefined) return refusalsOfName(config, `${at}.queue`, name);
  const deadlineSeconds = calling.deadlineHours * 3600;
  const isClassThere =
    className === undefined || className === STANDARD_CLASS || calling.classes.some((one) => one.name === className);
  return [
    ...(isClassThere
      ? []
      : [{ field: `${at}.class`, value: show(className), allowed: `the name of a class of "${calling.name}"` }]),
    ...(mode === 'reserved' && !config.dispatch.reserved
      ? [
          {
            field: `${at}.mode`,
            value: show(mode),
            allowed: '"auto", "customer-first" or "agent-first"; "reserved" needs dispatch.reserved to be true',
          },
        ]
      : []),
    ...refusalsOfOtherMode(config, queue, at),
    ...(giveUpSeconds === undefined || giveUpSeconds < deadlineSeconds
      ? []
      : [
          {
            field: `${at}.giveUpSeconds`,
            value: show(giveUpSeconds),
            allowed: `less than ${deadlineSeconds}, the seconds until the deadline of "${calling.name}"`,
          },
        ]),
    ...refusalsOfHours(queue, calling, `${at}.hours`),
  ];
}

/** The plan tells lost calls of one line from others, and not from each other. */
function refusalsOfOtherMode({ queues }: ParsedConfig, queue: ParsedQueue, at: string): readonly PolicyRefusal[] {
  const { queue: calling = queue.name, mode } = queue.lost.callBack ?? {};
  const first = queues.find(
    ({ name, lost }) => lost.callBack !== undefined && (lost.callBack.queue ?? name) === calling,
  );
  if (first === undefined || first.lost.callBack?.mode === mode) return [];
  const allowed = `what "${first.name}" has, because "${calling}" calls back the lost calls of both`;
  return [{ field: `${at}.mode`, value: show(mode), allowed }];
}

/** In what both sets of hours leave, one of them must come before the deadline of the callback. */
function refusalsOfHours(queue: ParsedQueue, calling: ParsedQueue, at: string): readonly PolicyRefusal[] {
  const hours = queue.lost.callBack?.hours ?? [];
  const crossing = hours.flatMap(({ from, to }, index) =>
    to > from
      ? []
      : [
          {
            field: `${at}[${index}].to`,
            value: show(to),
            allowed: `a time after ${from} (a window that crosses midnight is written as two)`,
          },
        ],
  );
  const areRight = [...queue.hours, ...calling.hours].every(({ from, to }) => to > from);
  if (crossing.length > 0 || hours.length === 0 || !areRight) return crossing;
  // In two zones windows cannot be compared by the clock: then those of the callback are looked at alone.
  const common = queue.timeZone === calling.timeZone ? commonWindows(hours, calling.hours) : hours;
  if (common.length > 0 && longestClosedHours(common) < calling.deadlineHours) return [];
  const allowed =
    `hours in which "${calling.name}" is open, ` +
    `at least once in ${calling.deadlineHours} hours, the deadline of its callbacks`;
  return [{ field: at, value: show(hours), allowed }];
}
