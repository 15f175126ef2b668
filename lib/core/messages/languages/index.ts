import type { LanguageCode } from '../../speech/language-codes';
import type { MessageLanguage } from '../message-language';
import { enUs } from './en-us';
import { ruRu } from './ru-ru';

/** What is written about lost calls, in every language. */
export const messageLanguages: Readonly<Record<LanguageCode, MessageLanguage>> = { 'en-US': enUs, 'ru-RU': ruRu };
