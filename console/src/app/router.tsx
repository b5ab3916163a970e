import {useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent} from 'react';

/** Where the page is: the address without its origin. */
export interface Place {
  readonly path: string;
  readonly search: URLSearchParams;
  readonly hash: string;
}

const MOVED = 'counterfoil:moved';
let known = read();

function read(): Place {
  return {path: location.pathname, search: new URLSearchParams(location.search), hash: location.hash.slice(1)};
}

function subscribe(changed: () => void): () => void {
  const moved = () => {
    known = read();
    changed();
  };
  addEventListener('popstate', moved);
  addEventListener(MOVED, moved);
  return () => {
    removeEventListener('popstate', moved);
    removeEventListener(MOVED, moved);
  };
}

export function usePlace(): Place {
  return useSyncExternalStore(subscribe, () => known);
}

/** Goes to an address of the console without loading the page anew. */
export function go(to: string, {replace = false} = {}): void {
  if (replace) {
    history.replaceState(null, '', to);
  } else {
    history.pushState(null, '', to);
  }
  dispatchEvent(new Event(MOVED));
}

/** The address with one of its parameters set, or taken away by an empty text. */
export function withParameter(place: Place, name: string, value: string): string {
  const search = new URLSearchParams(place.search);
  if (value === '') {
    search.delete(name);
  } else {
    search.set(name, value);
  }
  const query = search.toString();
  return query === '' ? place.path : `${place.path}?${query}`;
}

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

/** A link inside the console. */
export function Link({to, onClick, ...rest}: {to: string} & AnchorHTMLAttributes<HTMLAnchorElement>) {
  return (
    <a
      {...rest}
      href={to}
      onClick={event => {
        onClick?.(event);
        if (!event.defaultPrevented && isPlainClick(event)) {
          event.preventDefault();
          go(to);
        }
      }}
    />
  );
}
