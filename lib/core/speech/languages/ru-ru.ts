import type { Language } from '../language';
import { pause, sentences } from '../ssml';
import { attempt, press, standingOf, turn, undertaking } from './ru-ru/phrases';
import { ago, when } from './ru-ru/times';

const busy = 'Все операторы сейчас заняты.';
const keepsPlace = 'Мы можем перезвонить вам, когда подойдёт ваша очередь: место за вами сохранится.';
const beCalled = press('Чтобы мы вам перезвонили', '1');
const goBack = press('Чтобы вернуться назад', '*');
const talkNow = press('Чтобы поговорить с оператором сейчас', '1');
const stay = 'Пожалуйста, оставайтесь на линии.';
const goodbye = 'До свидания.';

/** Russian. Every numeral is in words and in its case: a voice reads digits in the wrong one. */
export const ruRu: Language = {
  code: 'ru-RU',
  name: 'Русский',
  voice: { name: 'Tatyana', engine: 'standard' },
  written: {
    taskName: ({ queue, number }) => `Обратный звонок: ${queue}, ${number}`,
    taskEnd: ({ queue, number }) => `Очередь: ${queue}. Номер: ${number}. Мы соединим вас, когда клиент ответит.`,
  },
  prompts: {
    choose_language: ({ key }) => sentences(press('Чтобы говорить по-русски', key)),
    welcome: () => sentences('Здравствуйте!', 'Спасибо, что позвонили нам.'),
    offer: (standing) =>
      sentences(busy, ...standingOf(standing), keepsPlace, beCalled, 'Чтобы подождать, оставайтесь на линии.'),
    offer_only: (standing) =>
      sentences(...standingOf(standing), keepsPlace, beCalled, 'Если звонить вам не нужно, просто положите трубку.'),
    hold_offer: (standing) =>
      sentences(
        'Спасибо, что ждёте.',
        ...standingOf(standing),
        'Вы можете положить трубку и сохранить место в очереди.',
        beCalled,
        'Чтобы ждать дальше, оставайтесь на линии.',
      ),
    where: (standing) =>
      sentences('Спасибо, что ждёте.', ...standingOf(standing), 'Мы ответим вам, как только сможем.'),
    last_offer: () =>
      sentences(
        'К сожалению, все операторы по-прежнему заняты, и держать вас на линии дольше мы не можем.',
        keepsPlace,
        beCalled,
        'Если ничего не нажать, звонок завершится.',
      ),
    limit_message: () =>
      sentences('Простите, что мы не смогли вам ответить.', 'Пожалуйста, позвоните нам позже.', goodbye),
    limit_transfer: () => sentences('Простите за долгое ожидание.', 'Мы переводим вас к другим операторам.', stay),
    returning: ({ standing, slot, notBefore, mayHold }) =>
      sentences(
        slot === undefined ? 'Мы уже собираемся вам перезвонить.' : `Мы уже собираемся вам перезвонить ${when(slot)}.`,
        ...(slot === undefined
          ? notBefore === undefined
            ? standingOf(standing)
            : [`Мы позвоним, ${turn(notBefore)}.`]
          : []),
        press('Чтобы оставить всё как есть', '1'),
        press('Чтобы мы позвонили на другой номер', '2'),
        press('Чтобы мы позвонили в другое время', '3'),
        press('Чтобы отменить звонок', '4'),
        mayHold ? 'Чтобы дождаться оператора сейчас, оставайтесь на линии.' : undefined,
      ),
    kept: () => sentences('Всё остаётся как есть: мы вам перезвоним.', 'Спасибо и до свидания.'),
    closed_menu: ({ opens }) =>
      sentences(
        'Сейчас мы не работаем.',
        opens === undefined ? undefined : `Мы откроемся ${when(opens)}.`,
        press('Чтобы заказать звонок', '1'),
      ),
    closed_goodbye: ({ opens }) =>
      sentences(
        opens === undefined
          ? 'Пожалуйста, позвоните нам в рабочее время.'
          : `Пожалуйста, позвоните нам снова: мы откроемся ${when(opens)}.`,
        goodbye,
      ),
    key_number: () =>
      sentences('Наберите номер, на который нам позвонить, начиная с кода города.', press('Закончив набор', '#')),
    number_refused: () => sentences('К сожалению, на этот номер мы позвонить не можем.'),
    summary: ({ purpose, ...facts }) =>
      sentences(
        purpose === 'book' ? undefined : 'После изменения будет так.',
        ...undertaking(facts),
        press('Чтобы подтвердить', '1'),
        press('Чтобы назвать другой номер', '2'),
        press('Чтобы выбрать другое время', '3'),
        goBack,
      ),
    slots: ({ slots, hasMore }) =>
      sentences(
        'Выберите, когда вам перезвонить.',
        ...slots.map((slot, index) => press(`Чтобы мы позвонили ${when(slot)}`, `${index + 1}`)),
        hasMore ? press('Чтобы выбрать время позже', '9') : undefined,
        goBack,
      ),
    no_slots: () => sentences('К сожалению, свободного времени сейчас нет.'),
    slot_gone: () => sentences('В это время мы позвонить вам не сможем.', 'Пожалуйста, выберите другое.'),
    registered: (facts) => sentences('Спасибо.', ...undertaking(facts), 'Можете положить трубку.', goodbye),
    changed: (facts) =>
      sentences('Спасибо, мы всё изменили.', ...undertaking(facts), 'Можете положить трубку.', goodbye),
    cancelled: () => sentences('Звонок отменён.', 'Спасибо и до свидания.'),
    too_late: () => sentences('К сожалению, изменить уже ничего нельзя: мы вас уже соединяем.'),
    opted_out: () => sentences('Мы больше не будем вам звонить.', goodbye),
    goodbye: () => sentences('Спасибо и до свидания.'),
    connecting: () => sentences('Спасибо.', 'Соединяем вас с оператором.'),
    invalid_key: () => sentences('К сожалению, такого варианта нет.'),
    greeting: ({ origin, since, isSlot }) =>
      sentences(
        'Здравствуйте!',
        origin === 'lost'
          ? `Вы звонили нам ${when(since)}, и мы не смогли ответить.`
          : `Вы просили нас перезвонить${isSlot ? ' в это время' : ''}.`,
        talkNow,
        press('Чтобы мы перезвонили позже', '2'),
        press('Чтобы отменить звонок', '3'),
        press('Чтобы мы больше вам не звонили', '9'),
      ),
    greeting_again: () =>
      sentences(
        press('Чтобы поговорить с оператором', '1'),
        press('Чтобы перенести звонок', '2'),
        press('Чтобы отменить', '3'),
        press('Чтобы мы больше не звонили', '9'),
      ),
    story: ({ origin, since, attempts, isSlot }) =>
      sentences(
        'Обратный звонок.',
        origin === 'lost'
          ? `Клиент звонил нам ${ago(since)}, и ему не ответили.`
          : `Клиент попросил перезвонить ${ago(since)}.`,
        isSlot ? 'Время выбрал сам клиент.' : undefined,
        attempt(attempts),
      ),
    greeting_unaided: () => sentences('Здравствуйте!', 'Вы просили нас перезвонить.', talkNow),
    closed_unaided: () => sentences('Сейчас мы не работаем.', 'Пожалуйста, позвоните нам в рабочее время.', goodbye),
    unavailable: () =>
      sentences('К сожалению, сейчас мы не можем вам помочь.', 'Пожалуйста, позвоните нам позже.', goodbye),
    at_capacity: () =>
      sentences('К сожалению, подождать на линии сейчас нельзя.', 'Вместо этого мы можем вам перезвонить.'),
    went_wrong: () => sentences('К сожалению, произошла ошибка.'),
    hold_music: () =>
      pause(10_000) + sentences('Спасибо, что ждёте. Мы ответим вам, как только сможем.') + pause(10_000),
    callback_hold: () => sentences('Оператор сейчас ответит вам.', stay) + pause(20_000),
  },
};
