import {useEffect, type ReactNode} from 'react';

interface Props {
  title: string;
  purpose?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page: its title, one line of what it is for, what can be done, and the rest. */
export function Page({title, purpose, actions, children}: Props) {
  useEffect(() => {
    document.title = `${title} · Counterfoil`;
  }, [title]);
  return (
    <main className="page" id="content" tabIndex={-1}>
      <div className="head">
        <div>
          <h1>{title}</h1>
          {purpose === undefined ? null : <p>{purpose}</p>}
        </div>
        <span className="spacer" />
        {actions}
      </div>
      {children}
    </main>
  );
}

/** A card with a head. */
export function Card({title, aside, actions, children}: {title: string; aside?: ReactNode; actions?: ReactNode; children: ReactNode}) {
  return (
    <section className="card">
      <div className="card-head">
        <h2>{title}</h2>
        {aside === undefined ? null : <span>{aside}</span>}
        {actions === undefined ? null : (
          <>
            <span className="spacer" />
            {actions}
          </>
        )}
      </div>
      {children}
    </section>
  );
}
