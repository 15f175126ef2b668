/** Networks split an SMS, and each part is paid for: one that is longer than this says too much. */
const PARTS_MAX = 3;

/** How much a part holds: of one that stands alone, and of each of several, which lose some to being put together. */
const roomOf = { gsm: { alone: 160, of: 153 }, unicode: { alone: 70, of: 67 } } as const;

/** The alphabet of GSM 03.38, 7 bits a character; anything else makes the whole SMS Unicode. */
const gsmBasic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** These take the room of two. */
const gsmExtended = new Set('^{}\\[~]|€\f');

/** In how many parts a text is sent. */
export function smsParts(text: string): number {
  const { length, room } = measured(text);
  return length <= room.alone ? 1 : Math.ceil(length / room.of);
}

/** The text, or as much of its beginning as an SMS may say. */
export function cutSms(text: string): string {
  if (smsParts(text) <= PARTS_MAX) return text;
  const characters = Array.from(text);
  while (smsParts(`${characters.join('')}...`) > PARTS_MAX) characters.pop();
  return `${characters.join('').trimEnd()}...`;
}

function measured(text: string) {
  const characters = Array.from(text);
  const isGsm = characters.every((one) => gsmBasic.has(one) || gsmExtended.has(one));
  if (!isGsm) return { length: text.length, room: roomOf.unicode };
  const doubled = characters.filter((one) => gsmExtended.has(one)).length;
  return { length: characters.length + doubled, room: roomOf.gsm };
}
