import type { Language } from '../language';
import { pause, sentences } from '../ssml';
import { ordinal } from './en-us/numbers';
import { press, standingOf, turn, undertaking } from './en-us/phrases';
import { ago, when } from './en-us/times';

const busy = 'All our agents are busy.';
const keepsPlace = 'We can call you back when it is your turn: you keep your place in line.';
const beCalled = press('To be called back', '1');
const goBack = press('To go back', '*');
const talkNow = press('To talk to an agent now', '1');

/** American English. */
export const enUs: Language = {
  code: 'en-US',
  name: 'English',
  voice: { name: 'Joanna', engine: 'neural' },
  written: {
    taskName: ({ queue, number }) => `Callback: ${queue}, ${number}`,
    taskEnd: ({ queue, number }) => `Queue: ${queue}. Number: ${number}. We will connect you when the caller is ready.`,
  },
  prompts: {
    choose_language: ({ key }) => sentences(press('For English', key)),
    welcome: () => sentences('Welcome, and thank you for calling.'),
    offer: (standing) =>
      sentences(busy, ...standingOf(standing), keepsPlace, beCalled, 'To wait, please stay on the line.'),
    offer_only: (standing) =>
      sentences(...standingOf(standing), keepsPlace, beCalled, 'If you do not need a call, you may hang up.'),
    hold_offer: (standing) =>
      sentences(
        'Thank you for waiting.',
        ...standingOf(standing),
        'You can hang up and keep your place in line.',
        beCalled,
        'Otherwise, please stay on the line.',
      ),
    where: (standing) =>
      sentences('Thank you for waiting.', ...standingOf(standing), 'We will be with you as soon as we can.'),
    last_offer: () =>
      sentences(
        'We are sorry: all our agents are still busy, and we cannot keep you waiting on the line any longer.',
        keepsPlace,
        beCalled,
        'Otherwise, this call will end.',
      ),
    limit_message: () =>
      sentences('We are sorry that we could not answer your call.', 'Please call us again later.', 'Goodbye.'),
    limit_transfer: () =>
      sentences(
        'We are sorry that you have waited so long.',
        'We are passing you on to other agents.',
        'Please stay on the line.',
      ),
    returning: ({ standing, slot, notBefore, mayHold }) =>
      sentences(
        slot === undefined
          ? 'We already have a callback planned for you.'
          : `We already have a callback planned for you, ${when(slot)}.`,
        ...(slot === undefined ? (notBefore === undefined ? standingOf(standing) : [`${turn(notBefore)}.`]) : []),
        press('To keep it', '1'),
        press('To be called on another number', '2'),
        press('To be called at another time', '3'),
        press('To cancel it', '4'),
        mayHold ? 'To wait for an agent instead, stay on the line.' : undefined,
      ),
    kept: () => sentences('Your callback stays as it is.', 'Thank you, and goodbye.'),
    closed_menu: ({ opens }) =>
      sentences(
        'We are closed right now.',
        opens === undefined ? undefined : `We open ${when(opens)}.`,
        press('To book a call from us', '1'),
      ),
    closed_goodbye: ({ opens }) =>
      sentences(
        opens === undefined
          ? 'Please call us again during our opening hours.'
          : `Please call us again: we open ${when(opens)}.`,
        'Goodbye.',
      ),
    key_number: () =>
      sentences(
        'Please enter the number we should call, beginning with the area code.',
        press('When you are done', '#'),
      ),
    number_refused: () => sentences('We are sorry, we cannot call that number.'),
    summary: ({ purpose, ...facts }) =>
      sentences(
        purpose === 'book' ? undefined : 'This is your callback after the change.',
        ...undertaking(facts),
        press('To confirm', '1'),
        press('To give another number', '2'),
        press('To choose another time', '3'),
        goBack,
      ),
    slots: ({ slots, hasMore }) =>
      sentences(
        'Please choose when we should call you.',
        ...slots.map((slot, index) => press(`To be called ${when(slot)}`, `${index + 1}`)),
        hasMore ? press('For later times', '9') : undefined,
        goBack,
      ),
    no_slots: () => sentences('We are sorry, there are no free times at the moment.'),
    slot_gone: () => sentences('We cannot call you at that time.', 'Please choose another one.'),
    registered: (facts) => sentences('Thank you.', ...undertaking(facts), 'You may hang up now.', 'Goodbye.'),
    changed: (facts) =>
      sentences('Thank you, your callback is changed.', ...undertaking(facts), 'You may hang up now.', 'Goodbye.'),
    cancelled: () => sentences('Your callback is canceled.', 'Thank you, and goodbye.'),
    too_late: () => sentences('We are sorry, it is too late for that: your callback is already being connected.'),
    opted_out: () => sentences('We will not call you again.', 'Goodbye.'),
    goodbye: () => sentences('Thank you, and goodbye.'),
    connecting: () => sentences('Thank you.', 'We are connecting you to an agent.'),
    invalid_key: () => sentences('We are sorry, that key is not one of the choices.'),
    greeting: ({ origin, since, isSlot }) =>
      sentences(
        'Hello.',
        origin === 'lost'
          ? `You called us ${when(since)}, and we could not answer.`
          : `This is the call you asked for${isSlot ? ', at the time you chose' : ''}.`,
        talkNow,
        press('To be called later', '2'),
        press('To cancel this callback', '3'),
        press('To receive no more calls from us', '9'),
      ),
    greeting_again: () =>
      sentences(
        press('For an agent', '1'),
        press('For a call later', '2'),
        press('To cancel', '3'),
        press('For no more calls', '9'),
      ),
    story: ({ origin, since, attempts, isSlot }) =>
      sentences(
        origin === 'lost'
          ? `Callback: the caller rang ${ago(since)} and was not answered.`
          : `Callback: the caller asked for it ${ago(since)}.`,
        isSlot ? 'The caller chose this time.' : undefined,
        attempts <= 10 ? `This is the ${ordinal(attempts)} attempt.` : 'There were more than ten attempts.',
      ),
    greeting_unaided: () => sentences('Hello.', 'This is your callback.', talkNow),
    closed_unaided: () =>
      sentences('We are closed right now.', 'Please call us again during our opening hours.', 'Goodbye.'),
    unavailable: () =>
      sentences('We are sorry, we cannot help you right now.', 'Please call us again later.', 'Goodbye.'),
    at_capacity: () =>
      sentences('We are sorry, no more callers can wait on the line right now.', 'We can call you back instead.'),
    went_wrong: () => sentences('We are sorry, something went wrong.'),
    hold_music: () =>
      pause(10_000) + sentences('Thank you for waiting. We will be with you as soon as we can.') + pause(10_000),
    callback_hold: () => sentences('An agent will be with you in a moment. Please stay on the line.') + pause(20_000),
  },
};
