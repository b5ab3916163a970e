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

export function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
