import { Component, type ReactNode } from "react";

interface Props {
  /** Drawn in place of what failed; `tryAgain` draws the children anew. */
  fallback: (error: unknown, tryAgain: () => void) => ReactNode;
  /** Another value draws the children anew, such as another screen. */
  resetKey?: string;
  children: ReactNode;
}

interface State {
  failed: { error: unknown } | null;
  resetKey: string | undefined;
}

/** Keeps an uncaught error where it happened. React has no function component that can. */
export class ErrorBoundary extends Component<Props, State> {
  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { failed: { error } };
  }

  static getDerivedStateFromProps(
    { resetKey }: Props,
    state: State,
  ): Partial<State> | null {
    return resetKey === state.resetKey ? null : { failed: null, resetKey };
  }

  override state: State = { failed: null, resetKey: this.props.resetKey };

  override render(): ReactNode {
    const { failed } = this.state;
    if (failed === null) return this.props.children;
    return this.props.fallback(failed.error, () =>
      this.setState({ failed: null }),
    );
  }
}
