import {TriangleAlert} from 'lucide-react';
import {Component, type ReactNode} from 'react';
import type {Words} from '../words/en.ts';

interface Props {
  words: Words;
  /** Another one begins afresh. */
  place: string;
  children: ReactNode;
}

/** Shows that a page failed, where else there would be nothing. */
export class Boundary extends Component<Props, {failedAt: string | null}> {
  override state: {failedAt: string | null} = {failedAt: null};

  override componentDidCatch(): void {
    this.setState({failedAt: this.props.place});
  }

  static getDerivedStateFromError(): null {
    return null;
  }

  override render(): ReactNode {
    const {words, place, children} = this.props;
    if (this.state.failedAt !== place) {
      return children;
    }
    return (
      <main className="page" id="content">
        <div className="state" role="alert">
          <span className="badge bad">
            <TriangleAlert size={20} aria-hidden />
          </span>
          <h1>{words.states.crashed}</h1>
          <p>{words.states.crashedHint}</p>
          <button type="button" className="btn" onClick={() => location.reload()}>
            {words.states.reload}
          </button>
        </div>
      </main>
    );
  }
}
