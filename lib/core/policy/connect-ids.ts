import { text } from './fields';

/** What an ARN of Connect calls the things that a configuration names by id. */
const words = { queue: 'queue', 'contact-flow': 'flow', prompt: 'prompt' } as const;

export type ConnectKind = keyof typeof words;

const uuid = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const instance = `arn:aws[a-z-]*:connect:[a-z0-9-]+:\\d{12}:instance/${uuid}`;

export const instanceArnField = text(new RegExp(`^${instance}$`), 'the ARN of a Connect instance');

/** A thing of the instance by its id or its ARN; whether that instance is ours is looked at beside the other fields. */
export function connectId(kind: ConnectKind) {
  return text(
    new RegExp(`^(?:${instance}/${kind}/)?${uuid}$`),
    `the id of a Connect ${words[kind]} (a UUID), or the ARN of one of the instance`,
  );
}

/** The id alone, in small letters, as events of Connect name it. */
export function bareId(idOrArn: string): string {
  return idOrArn.slice(idOrArn.lastIndexOf('/') + 1).toLowerCase();
}

/** Whether something is written as an id, or as an ARN that begins with that of the instance. */
export function isOfInstance(idOrArn: string, instanceArn: string): boolean {
  return !idOrArn.includes(':') || idOrArn.toLowerCase().startsWith(`${instanceArn.toLowerCase()}/`);
}

/** In words, a thing of this instance. */
export function ofInstance(kind: ConnectKind, instanceArn: string): string {
  return `a ${words[kind]} of the instance ${instanceArn}`;
}
