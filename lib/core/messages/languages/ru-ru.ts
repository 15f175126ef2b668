import type { MessageLanguage } from '../message-language';

const calls = ['Звонков: {tries}, первый {firstCallAt}, последний {lastCallAt}.', 'Наших попыток: {ourTries}.'];
const end = ['Агент: {agent}', '{vip}', 'Случай {caseId}'];

/** Russian. */
export const ruRu: MessageLanguage = {
  code: 'ru-RU',
  texts: {
    caller_sms: 'Простите, что не ответили. Мы видели ваш звонок и перезвоним вам.',
    caller_sms_link: 'Простите, что не ответили. Мы видели ваш звонок и перезвоним вам. Написать нам: {link}',
    subject_opened: 'Потерянный звонок: {queue}, {number}',
    subject_reopened: 'Потерян снова: {queue}, {number}',
    subject_tried_again: 'Ещё один звонок: {queue}, {number}',
    subject_processed: 'Обработан: {queue}, {number}',
    subject_overdue: 'Просрочен: {queue}, {number}',
    body_opened: lines('Потерян звонок {number} в {queue}: {reason}.', 'Срок: {dueAt}.', ...end),
    body_reopened: lines(
      'После обработки снова потерян звонок {number} в {queue}: {reason}.',
      'Срок: {dueAt}.',
      ...end,
    ),
    body_tried_again: lines(
      '{number} звонит в {queue} снова, звонок потерян: {reason}.',
      ...calls,
      'Срок: {dueAt}.',
      ...end,
    ),
    body_processed: lines(
      'Потерянные звонки {number} в {queue}: {how}, {closedAt}.',
      '{why}',
      'Кто: {by}',
      ...calls,
      ...end,
    ),
    body_overdue: lines('{number} в {queue}: никто не занялся звонком вовремя. Срок: {dueAt}.', ...calls, ...end),
    task_name: 'Потерянный звонок: {queue}, {number}',
    task_description: lines(
      'Перезвоните {phone}: потерян звонок в {queue} ({reason}).',
      ...calls,
      'Срок: {dueAt}.',
      '{vip}',
    ),
    escalation_name: 'Просрочен: {queue}, {number}',
    escalation_description: lines(
      'Перезвоните {phone}: потерянным звонком в {queue} никто не занялся вовремя ({reason}).',
      ...calls,
      'Срок: {dueAt}.',
      '{vip}',
    ),
  },
  types: { abandoned: 'клиент положил трубку', missed: 'звонок завершили мы', disconnected: 'связь прервалась' },
  reasons: {
    forbidden: 'на этот номер нельзя звонить',
    technical_failure: 'технический сбой',
    routing_not_configured: 'звонок не удалось поставить в очередь',
    outside_hours: 'вне рабочего времени',
    waited_too_long: 'ожидание дольше допустимого',
    not_answered: 'звонок предлагали агентам, никто не ответил',
    agents_busy: 'все агенты были заняты',
    abandoned_early: 'клиент сразу положил трубку',
    abandoned_welcome: 'клиент положил трубку во время приветствия',
    abandoned_menu: 'клиент положил трубку в меню',
  },
  closings: {
    got_through: 'клиент дозвонился',
    took_callback: 'клиент заказал обратный звонок',
    cancelled: 'клиент не хочет, чтобы ему звонили',
    reached: 'мы дозвонились до клиента',
    by_hand: 'закрыт вручную',
    not_lost: 'звонок не был потерян',
  },
  statuses: { open: 'открыт', processed: 'обработан' },
  vip: 'VIP',
};

function lines(...all: readonly string[]): string {
  return all.join('\n');
}
