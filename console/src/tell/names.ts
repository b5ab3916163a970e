import type {Schemas} from '../api/client.ts';
import type {Words} from '../words/en.ts';

type EventType = Schemas['EventType'];

/** What each event is called. An event of the API without a name does not compile. */
export function eventNames(words: Words): Readonly<Record<EventType, string>> {
  return words.events;
}

/** What a message is about: an event or a mail, or what the server calls it. */
export function messageName(message: {kind: 'mail' | 'event'; type: string}, words: Words): string {
  const names: Readonly<Record<string, string | undefined>> = message.kind === 'mail' ? words.outbox.mails : words.events;
  return names[message.type] ?? message.type;
}
