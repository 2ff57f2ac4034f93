import {
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";

const nearEndPx = 40;

/**
 * Keeps the end of a growing column in view while the person is there, and leaves it alone otherwise.
 * `key` names the content: another one starts at its end.
 */
export function useFollowEnd(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  key: string,
): { isAtEnd: boolean; goToEnd: () => void } {
  const isFollowing = useRef(true);
  const [isAtEnd, setIsAtEnd] = useState(true);

  const goToEnd = useCallback(() => {
    isFollowing.current = true;
    const element = scroller.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
    setIsAtEnd(true);
  }, [scroller]);

  useEffect(() => {
    const element = scroller.current;
    const inner = content.current;
    if (element === null || inner === null || key === "") return;
    goToEnd();
    const onScroll = () => {
      const rest =
        element.scrollHeight - element.scrollTop - element.clientHeight;
      isFollowing.current = rest < nearEndPx;
      setIsAtEnd(isFollowing.current);
    };
    const observer = new ResizeObserver(() => {
      if (isFollowing.current) element.scrollTop = element.scrollHeight;
      else onScroll();
    });
    observer.observe(inner);
    observer.observe(element);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", onScroll);
    };
  }, [scroller, content, key, goToEnd]);

  return { isAtEnd, goToEnd };
}
