import {Fragment} from 'react';

/** A sentence of the server: its values stand in backticks, and it begins in lower case. */
export function Said({text}: {text: string}) {
  const pieces = text.split('`');
  return (
    <>
      {pieces.map((piece, index) => (
        <Fragment key={index}>{index % 2 === 1 ? <code>{piece}</code> : index === 0 ? capitalized(piece) : piece}</Fragment>
      ))}
    </>
  );
}

/** Words inside a sentence; what begins with two capitals, such as an abbreviation, stays. */
export function uncapitalized(text: string): string {
  return /^.[A-Z]/.test(text) ? text : text.charAt(0).toLocaleLowerCase() + text.slice(1);
}

export function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
