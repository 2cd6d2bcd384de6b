import type { StreamEvent } from './answer';

/**
 * Reads server-sent events from text that comes in pieces, cut anywhere. What is not ended by an empty line is not an event: a connection
 * that breaks within one loses it, and it is sent again.
 */
export function createSseReader(): (piece: string) => StreamEvent[] {
  let rest = '';
  let isAfterCr = false;
  let isStart = true;
  let id: number | null = null;
  let type = '';
  let data: string[] = [];

  const endOfEvent = (): StreamEvent | null => {
    const event = data.length > 0 ? { id, type: type || 'message', data: data.join('\n') } : null;
    [type, data, id] = ['', [], null];
    return event;
  };

  const field = (line: string): void => {
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (name === 'event') type = value;
    else if (name === 'data') data.push(value);
    else if (name === 'id' && /^\d{1,9}$/.test(value)) id = Number(value);
  };

  return (piece) => {
    const events: StreamEvent[] = [];
    let text = piece;
    if (isStart && text.length > 0) {
      if (text.startsWith('\uFEFF')) text = text.slice(1);
      isStart = false;
    }
    // A line may end with CR, LF or both, and the two of a pair may come apart.
    if (isAfterCr && text.startsWith('\n')) text = text.slice(1);
    if (text.length > 0 || piece.length > 0) isAfterCr = piece.endsWith('\r');
    const lines = (rest + text).split(/\r\n|\r|\n/);
    rest = lines.pop()!;
    for (const line of lines) {
      if (line !== '') {
        field(line);
        continue;
      }
      const event = endOfEvent();
      if (event) events.push(event);
    }
    return events;
  };
}
