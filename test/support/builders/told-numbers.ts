import { AdapterError } from '../../../lib/ports/adapter-error';

/** Numbers as events and refusals have them: E.164, without plus, as keyed in, grouped. */
export const toldNumbers = {
  caller: '+441632960001',
  bare: '447700900002',
  keyed: '01632960003',
  grouped: '+1 206 555-0142',
} as const;

const lastSeven = Object.values(toldNumbers).map(
  (number) => new RegExp(number.replaceAll(/\D/g, '').slice(-7).split('').join('[^0-9A-Za-z]{0,2}')),
);

/** The numbers whose last seven digits a text tells; masks show fewer. */
export function numbersIn(text: string): readonly string[] {
  return Object.values(toldNumbers).filter((_, index) => lastSeven[index]?.test(text));
}

/** As an SDK words a refusal: it repeats what it was sent, in the message and in fields of its own. */
export function tellingFault(): Error {
  const text = Object.values(toldNumbers).join(', ');
  const cause = Object.assign(new Error(`ValidationException: cannot use ${text}`), {
    name: 'ValidationException',
    input: { DestinationPhoneNumber: toldNumbers.caller, keys: { [toldNumbers.caller]: 1 } },
  });
  return new AdapterError('connect', { retryable: true, cause });
}

/** Something of the shape of another, of which every part fails with numbers in its words. */
export function failing<T>(_like?: T): T {
  const part: unknown = new Proxy(() => undefined, {
    get: (_target, name) => (name === 'then' ? undefined : part),
    apply: () => Promise.reject(tellingFault()),
  });
  return part as T;
}
